using System.Security.Cryptography;

namespace Tqq.Server.Passwords;

/// <summary>
/// Makes passwords for people whom an administrator gives one: 16 characters of base 32, which is 80 random bits, in groups of four. Small
/// letters and digits without i, l, o and u, so that they can be read out. The hyphens belong to it.
/// </summary>
public static class GeneratedPassword
{
    private const string Characters = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Groups = 4;
    private const int GroupLength = 4;

    /// <summary>A new one.</summary>
    public static string Make() => string.Join('-', RandomNumberGenerator.GetString(Characters, Groups * GroupLength).Chunk(GroupLength)
        .Select(group => new string(group)));
}
