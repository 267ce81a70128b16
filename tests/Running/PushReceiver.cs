using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tqq.Tests.Running;

/// <summary>
/// A browser and its push service as the RFCs have them, of the tests' own: it opens what is encrypted for the browser (RFC 8291, RFC 8188)
/// and verifies who has signed it (RFC 8292).
/// </summary>
public sealed class PushReceiver : IDisposable
{
    private readonly ECDiffieHellman _key;
    private readonly byte[] _auth;

    /// <summary>A browser with keys of its own.</summary>
    public PushReceiver()
        : this(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256), RandomNumberGenerator.GetBytes(16))
    {
    }

    /// <summary>A browser with these keys.</summary>
    public PushReceiver(ECDiffieHellman key, byte[] auth) => (_key, _auth) = (key, auth);

    /// <summary>The member p256dh of its subscription.</summary>
    public string Key => Base64Url.EncodeToString(PointOf(_key.ExportParameters(false).Q));

    /// <summary>The member auth of its subscription.</summary>
    public string Auth => Base64Url.EncodeToString(_auth);

    /// <summary>What a body says.</summary>
    public string Open(ReadOnlySpan<byte> body)
    {
        var salt = body[..16].ToArray();
        var recordSize = BinaryPrimitives.ReadUInt32BigEndian(body[16..20]);
        var sender = body[21..(21 + body[20])].ToArray();
        var record = body[(21 + body[20])..];
        if (record.Length > recordSize)
            throw new InvalidOperationException($"{record.Length} bytes are more than one record of {recordSize}");
        using var theirs = ECDiffieHellman.Create(
            new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = sender[1..33], Y = sender[33..] } });
        var shared = HKDF.Extract(HashAlgorithmName.SHA256, _key.DeriveRawSecretAgreement(theirs.PublicKey), _auth);
        byte[] info = [.. "WebPush: info\0"u8, .. PointOf(_key.ExportParameters(false).Q), .. sender];
        var input = HKDF.Expand(HashAlgorithmName.SHA256, shared, 32, info);
        using var cipher = new AesGcm(
            HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray()), 16);
        var plain = new byte[record.Length - 16];
        cipher.Decrypt(HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 12, salt, "Content-Encoding: nonce\0"u8.ToArray()),
            record[..^16], record[^16..], plain);
        // 2 ends the last record, zeros pad it.
        return Encoding.UTF8.GetString(plain.AsSpan(0, plain.AsSpan().LastIndexOf((byte)2)));
    }

    /// <summary>Verifies a value of Authorization, and says what it claims.</summary>
    /// <param name="authorization">The value.</param>
    /// <param name="key">The key that the browser has subscribed with.</param>
    public static JsonElement Verify(string authorization, string key)
    {
        var parts = authorization["vapid ".Length..].Split(',', StringSplitOptions.TrimEntries);
        var token = parts.Single(part => part.StartsWith("t=", StringComparison.Ordinal))[2..];
        if (parts.Single(part => part.StartsWith("k=", StringComparison.Ordinal))[2..] != key)
            throw new InvalidOperationException("another key has signed this");
        var point = Base64Url.DecodeFromChars(key);
        using var signer = ECDsa.Create(
            new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = point[1..33], Y = point[33..] } });
        var end = token.LastIndexOf('.');
        if (!signer.VerifyData(Encoding.ASCII.GetBytes(token[..end]), Base64Url.DecodeFromChars(token.AsSpan(end + 1)),
            HashAlgorithmName.SHA256))
            throw new InvalidOperationException("the signature is wrong");
        return JsonDocument.Parse(Base64Url.DecodeFromChars(token.AsSpan()[(token.IndexOf('.', StringComparison.Ordinal) + 1)..end]))
            .RootElement;
    }

    public void Dispose() => _key.Dispose();

    private static byte[] PointOf(ECPoint point) => [4, .. point.X!, .. point.Y!];
}
