using System.Security.Cryptography;
using Tqq.Core.Access;

namespace Tqq.Server.Passwords;

/// <summary>
/// Makes app passwords: 28 characters of base 32, which is 140 random bits, in groups of four. Small letters and digits without i, l, o and
/// u, so that they can be read out and typed on any keyboard. The hyphens belong to it: a client sends the MD5 of the whole.
/// </summary>
public static class AppPasswordText
{
    private const string Characters = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Groups = 7;
    private const int GroupLength = 4;

    /// <summary>A new one, and the hash that is kept of it.</summary>
    public static (string Text, string Hash) Make()
    {
        var text = string.Join('-', RandomNumberGenerator.GetString(Characters, Groups * GroupLength).Chunk(GroupLength).Select(group =>
            new string(group)));
        return (text, AppPassword.HashOf(PasswordMd5.Of(text)));
    }
}
