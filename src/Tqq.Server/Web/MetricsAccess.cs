using System.Security.Cryptography;
using System.Text;

namespace Tqq.Server.Web;

/// <summary>What opens `/metrics` on the web port.</summary>
/// <param name="TokenHash">SHA-256 of the token; null where nothing opens it.</param>
internal sealed record MetricsAccess(byte[]? TokenHash)
{
    /// <summary>What opens it where the token is this one; null for nothing.</summary>
    public static MetricsAccess For(string? token) => new(token is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>
    /// Whether this is the token. Hashes of one length are compared, so that it takes the same time however much of it is right.
    /// </summary>
    public bool Admits(string token) =>
        TokenHash is { } hash && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(token)), hash);
}

/// <summary>Stands with a connection of the port that is for metrics alone (--metrics-listen).</summary>
internal sealed class MetricsPort
{
    /// <summary>The one instance.</summary>
    public static MetricsPort Instance { get; } = new();
}
