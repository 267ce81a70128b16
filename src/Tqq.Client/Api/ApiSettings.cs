namespace Tqq.Client;

/// <summary>The settings of an account. To change some, name them; what is null stays.</summary>
/// <param name="WhoMayAdd">Who may add the account as a friend: anyone, verify (whoever asks waits for an answer) or nobody.</param>
/// <param name="WhoMayFind">
/// Who finds the account by a search: by-number (whoever types the whole number), everyone (by the beginning of the nickname, too) or
/// nobody.
/// </param>
/// <param name="WhoSees">
/// Who sees which field of the profile beside its owner: everyone, friends or nobody, by the field's name in JSON, such as realName.
/// </param>
/// <param name="RefusesStrangers">Whether messages of others than friends are swallowed; they are not told.</param>
/// <param name="WireLogin">What opens the account over HTTP QQ: password (an app password does too), app-password or off.</param>
/// <param name="AllowedAddresses">The networks that the account may be used from; empty for anywhere.</param>
/// <param name="RequiresKey">Whether sessions of HTTP QQ must have a key.</param>
/// <param name="KeepsSent">Whether what the account sends is kept: true, false, or default for what the server says.</param>
/// <param name="KeepsSentNow">What that comes to now; it cannot be set.</param>
public sealed record ApiSettings(
    string? WhoMayAdd = null, string? WhoMayFind = null, IReadOnlyDictionary<string, string>? WhoSees = null,
    bool? RefusesStrangers = null, string? WireLogin = null, IReadOnlyList<string>? AllowedAddresses = null,
    bool? RequiresKey = null, string? KeepsSent = null, bool? KeepsSentNow = null);

/// <summary>An app password: it opens the account over HTTP QQ and nothing else.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">What its owner calls it; may be empty.</param>
/// <param name="Made">When it was made.</param>
/// <param name="LastUsed">When a client last logged in with it; null for never.</param>
/// <param name="LastUsedFrom">From which address.</param>
/// <param name="Password">The app password itself; only in the answer to its making.</param>
public sealed record ApiAppPassword(
    string Id, string Name, DateTimeOffset Made, DateTimeOffset? LastUsed = null, string? LastUsedFrom = null, string? Password = null)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"app password {Id}";
}
