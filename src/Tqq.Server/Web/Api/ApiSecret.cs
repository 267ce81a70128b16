using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;

namespace Tqq.Server.Web.Api;

/// <summary>
/// What callers show: a token, `tq_` with 32 random characters of base 62 (190 bits) and their CRC-32 in six more, so that whoever looks
/// through files for secrets can tell one; or what the cookie of a browser has, 256 random bits. Only its hash is kept.
/// </summary>
internal static class ApiSecret
{
    private const string Prefix = "tq_";
    private const string Characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static readonly SearchValues<char> s_characters = SearchValues.Create(Characters);

    private const int Random = 32;
    private const int Check = 6;

    /// <summary>How many characters a token has.</summary>
    public const int TokenLength = 3 + Random + Check;

    /// <summary>A new token.</summary>
    public static string MakeToken()
    {
        var random = RandomNumberGenerator.GetString(Characters, Random);
        return Prefix + random + CheckOf(random);
    }

    /// <summary>What a new cookie has.</summary>
    public static string MakeCookie() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Whether a text is a token, whether it opens anything or not.</summary>
    public static bool IsToken([NotNullWhen(true)] string? text) => text is { Length: TokenLength }
        && text.StartsWith(Prefix, StringComparison.Ordinal) && text.AsSpan(Prefix.Length).IndexOfAnyExcept(s_characters) < 0
        && text.EndsWith(CheckOf(text.Substring(Prefix.Length, Random)), StringComparison.Ordinal);

    /// <summary>The hash that is kept: SHA-256 in upper-case hex. There is nothing to guess, so it needs no salt and no slowness.</summary>
    public static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static string CheckOf(string random)
    {
        var crc = Crc32.HashToUInt32(Encoding.ASCII.GetBytes(random));
        var text = new char[Check];
        for (var at = Check - 1; at >= 0; at--, crc /= 62)
            text[at] = Characters[(int)(crc % 62)];
        return new(text);
    }
}
