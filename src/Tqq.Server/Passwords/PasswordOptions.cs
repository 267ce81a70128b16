namespace Tqq.Server.Passwords;

/// <summary>What the computing of passwords can be told.</summary>
public sealed record PasswordOptions
{
    /// <summary>How many logins may wait, of usual addresses and of others each: some 20 s of work for two threads, and under 1 MB.</summary>
    public int MostWaiting { get; init; } = 1000;
}
