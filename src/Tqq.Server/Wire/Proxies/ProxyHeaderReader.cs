using System.Net;
using System.Buffers;

namespace Tqq.Server.Wire.Proxies;

/// <summary>
/// Reads the header that a proxy puts before a connection's own bytes (the PROXY protocol of HAProxy, versions 1 and 2). Pure: bytes in,
/// "need more", "complete" or "bad" out; bad as soon as no further byte could make it good.
/// </summary>
public static class ProxyHeaderReader
{
    /// <summary>Reads a header.</summary>
    /// <param name="buffer">What has come so far; where a header is complete, it is cut off.</param>
    /// <param name="header">What it says.</param>
    /// <returns>What became of it.</returns>
    public static ProxyResult Read(ref ReadOnlySequence<byte> buffer, out ProxyHeader header)
    {
        // No header is longer, so what stands behind needs not be looked at.
        Span<byte> copy = stackalloc byte[ProxyVersion2.LongestHeader];
        var length = (int)Math.Min(buffer.Length, copy.Length);
        buffer.Slice(0, length).CopyTo(copy);
        ReadOnlySpan<byte> bytes = copy[..length];
        var result = ProxyVersion1.Claims(bytes) ? ProxyVersion1.Read(bytes, out header, out var consumed)
            : ProxyVersion2.Read(bytes, out header, out consumed);
        if (result == ProxyResult.Complete)
            buffer = buffer.Slice(consumed);
        return result;
    }
}

/// <summary>What a PROXY header says.</summary>
/// <param name="Source">
/// Where the proxy's own client is; null where it says nothing of one (LOCAL, UNKNOWN), as a health check does.
/// </param>
public readonly record struct ProxyHeader(IPEndPoint? Source);

/// <summary>What became of an attempt to read a PROXY header.</summary>
public enum ProxyResult : byte
{
    /// <summary>It may become one.</summary>
    NeedMore,

    /// <summary>It is one.</summary>
    Complete,

    /// <summary>It is none, or one that is not allowed.</summary>
    Bad,
}
