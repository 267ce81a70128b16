namespace Tqq.Cli.Benching.People;

/// <summary>An account that takes part. Its text form does not show the password.</summary>
/// <param name="Uin">Its number.</param>
/// <param name="Password">Its password; null where it has a session already.</param>
internal readonly record struct BenchAccount(uint Uin, string? Password)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"account {Uin}";
}
