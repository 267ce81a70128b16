using System.Security.Cryptography;
using System.Text;
using Orleans;

namespace Tqq.Core.Access;

/// <summary>A password made for one client: random, shown once, taken back by itself.</summary>
/// <param name="Id">Its number within the account; none is used twice.</param>
/// <param name="Name">What its owner calls it; may be empty.</param>
/// <param name="Hash"><see cref="HashOf"/> of what the client sends.</param>
/// <param name="Made">When it was made, by the calendar.</param>
/// <param name="LastUse">When and where it last logged in; null for never.</param>
[GenerateSerializer, Immutable]
public sealed record AppPassword(int Id, string Name, string Hash, DateTimeOffset Made, AppPasswordUse? LastUse = null)
{
    /// <summary>How many an account may have.</summary>
    public const int Most = 16;

    /// <summary>
    /// SHA-256 of the lower-case `PS`, in upper-case hex. Quick and without salt, because there is nothing to guess: an app password is at
    /// least 128 random bits, so neither a list of words nor a table made beforehand comes near it. What people choose needs Argon2id.
    /// </summary>
    public static string HashOf(string passwordMd5) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(passwordMd5.ToLowerInvariant())));

    /// <summary>Without the hash.</summary>
    public override string ToString() => $"app password {Id}";
}
