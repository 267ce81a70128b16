using System.Buffers.Text;
using System.Security.Cryptography;
using Tqq.Server.Storage;

namespace Tqq.Server.Push;

/// <summary>
/// The key by which push services know this server (VAPID, RFC 8292): made once and kept. A browser is told its public half when it
/// subscribes, and its push service takes nothing that another key has signed.
/// </summary>
internal sealed class PushKey(IPushKeyStore store)
{
    private KeyPair? _pair;

    /// <summary>The key; the first call makes it.</summary>
    /// <exception cref="IOException">It cannot be kept, or read, now.</exception>
    public async ValueTask<KeyPair> ReadAsync(CancellationToken cancellationToken)
    {
        if (_pair is null)
        {
            using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var kept = await store.KeepPushKeyAsync(Base64Url.EncodeToString(fresh.ExportParameters(true).D), cancellationToken);
            _pair = PairOf(kept);
        }

        return _pair;
    }

    private static KeyPair PairOf(string secret)
    {
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Base64Url.DecodeFromChars(secret) });
        var point = key.ExportParameters(false).Q;
        return new(Base64Url.EncodeToString([4, .. point.X!, .. point.Y!]), secret);
    }
}

/// <summary>A pair of keys of P-256, both in base64url.</summary>
/// <param name="Public">The uncompressed point.</param>
/// <param name="Secret">The private key.</param>
internal sealed record KeyPair(string Public, string Secret)
{
    /// <summary>Without the private key.</summary>
    public override string ToString() => $"key {Public}";
}
