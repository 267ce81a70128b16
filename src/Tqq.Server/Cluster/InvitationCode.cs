using System.Security.Cryptography;
using System.Text;

namespace Tqq.Server.Cluster;

/// <summary>
/// Makes codes of invitations: 12 characters of base 32, which is 60 random bits, in groups of four. Small letters and digits without i, l,
/// o and u, so that they can be read out; who types one may leave the hyphens out, and the case does not matter.
/// </summary>
public static class InvitationCode
{
    private const string Characters = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Groups = 3;
    private const int GroupLength = 4;

    /// <summary>A new one.</summary>
    public static string Make() => string.Join('-', RandomNumberGenerator.GetString(Characters, Groups * GroupLength).Chunk(GroupLength)
        .Select(group => new string(group)));

    /// <summary>The hash that is kept of one, as somebody has typed it.</summary>
    public static string HashOf(string code) => Convert.ToHexString(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Concat(code.Where(c => c != '-' && !char.IsWhiteSpace(c))).ToLowerInvariant())));
}
