namespace Tqq.Server.Web.Admin;

/// <summary>An app password as the admin API shows it.</summary>
/// <param name="Id">Its number within the account.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Made">When it was made.</param>
/// <param name="LastUsed">When a client last logged in with it; null for never.</param>
/// <param name="LastUsedFrom">From which address.</param>
/// <param name="Password">The app password itself; only in the answer to its making, and never again.</param>
public sealed record AppPasswordBody(int Id, string Name, DateTimeOffset Made, DateTimeOffset? LastUsed = null, string? LastUsedFrom = null,
    string? Password = null)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"app password {Id}";
}

/// <summary>The app passwords of an account.</summary>
/// <param name="AppPasswords">Ascending by number.</param>
public sealed record AppPasswordList(IReadOnlyList<AppPasswordBody> AppPasswords);

/// <summary>A new app password.</summary>
/// <param name="Name">What its owner calls it, at most 32 characters; may be missing.</param>
public sealed record NewAppPasswordBody(string? Name = null);
