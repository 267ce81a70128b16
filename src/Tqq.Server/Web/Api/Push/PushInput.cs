using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using Tqq.Core.Devices;
using Tqq.Server.Push;

namespace Tqq.Server.Web.Api.Push;

/// <summary>Reads the subscription of a browser. What is wrong is a <see cref="BadInputException"/>.</summary>
internal static class PushInput
{
    private const int KeyLength = 65;
    private const int SecretLength = 16;

    /// <summary>
    /// Reads one. Where its address leads is looked at when something is sent there; what can be told by the address alone is told at once.
    /// </summary>
    public static PushTarget Read(NewSubscriptionBody body, PushOptions options, DateTimeOffset now) => new(
        ReadEndpoint(body.Endpoint, options), ReadKey(body.Keys?.P256dh), ReadSecret(body.Keys?.Auth),
        SettingWords.ReadWord<PushWords>(body.Says, "says") ?? PushWords.Sender, now);

    private static string ReadEndpoint(string? text, PushOptions options)
    {
        if (text is null)
            throw new BadInputException(new("endpoint", InputRule.Missing), "endpoint is missing");
        if (text.Length > PushTarget.LongestEndpoint || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0
            || (uri.Scheme != Uri.UriSchemeHttps && !options.Allows(uri)))
            throw new BadInputException(new("endpoint", InputRule.Other),
                $"endpoint must be an address of a push service: https, at most {PushTarget.LongestEndpoint} characters");
        if (!options.Allows(uri) && IPAddress.TryParse(uri.IdnHost.Trim('[', ']'), out var address) && !PublicAddress.Is(address))
            throw new BadInputException(new("endpoint", InputRule.Other),
                "endpoint must be at an address of the public internet");
        return uri.AbsoluteUri.Length <= PushTarget.LongestEndpoint ? uri.AbsoluteUri : throw new BadInputException(
            new("endpoint", InputRule.Other),
            $"endpoint must be an address of a push service: https, at most {PushTarget.LongestEndpoint} characters");
    }

    private static string ReadKey(string? text)
    {
        if (Bytes(text, KeyLength) is not [4, .. var point])
            throw WrongKey();
        try
        {
            var (x, y) = (point[..32], point[32..]);
            using var key = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = x, Y = y } });
            return Base64Url.EncodeToString([4, .. x, .. y]);
        }
        catch (CryptographicException)
        {
            throw WrongKey();
        }
    }

    private static string ReadSecret(string? text) => Bytes(text, SecretLength) is { } secret ? Base64Url.EncodeToString(secret)
        : throw new BadInputException(new("keys.auth", InputRule.Other),
            $"keys.auth must be {SecretLength} bytes in base64url");

    private static byte[]? Bytes(string? text, int length) =>
        text is { Length: < 100 } && Base64Url.IsValid(text, out var decoded) && decoded == length ? Base64Url.DecodeFromChars(text) : null;

    private static BadInputException WrongKey() =>
        new(new("keys.p256dh", InputRule.Other), "keys.p256dh must be a point of P-256: 65 bytes in base64url, of which the first is 4");
}
