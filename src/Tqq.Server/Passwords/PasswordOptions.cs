namespace Tqq.Server.Passwords;

/// <summary>What the computing of passwords can be told.</summary>
public sealed record PasswordOptions
{
    /// <summary>
    /// How many logins may wait, of usual addresses and of others each: some 20 s of work for two threads, and under 1 MB.
    /// </summary>
    public int MostWaiting { get; init; } = 1000;

    /// <summary>What one computation costs. No setting: a cheaper hash is a weaker one, so only tests lower it.</summary>
    internal PasswordCost Cost { get; init; } = PasswordCost.Usual;
}

/// <summary>What Argon2id spends on one password, with one lane.</summary>
/// <param name="MemoryKiB">Memory in KiB.</param>
/// <param name="Passes">Number of passes over it.</param>
internal readonly record struct PasswordCost(int MemoryKiB, int Passes)
{
    /// <summary>19 MiB and two passes: the least that OWASP's password storage guide asks of Argon2id.</summary>
    public static readonly PasswordCost Usual = new(19 * 1024, 2);

    /// <summary>The least that Argon2id can do, for tests whose subject is not the password.</summary>
    public static readonly PasswordCost Least = new(8, 1);
}
