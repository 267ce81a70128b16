using System.IO.Hashing;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Tqq.Core.Sessions;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Requests;

namespace Tqq.Server.Wire.Commands;

/// <summary>Who sends a request, and what tells it from the one before (protocol.md §3, §4).</summary>
internal static class OriginMapping
{
    // Unknown outside, so that nobody can write a text which makes two bodies of somebody else's program look alike.
    private static readonly long s_seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    /// <summary>The origin of a request; what its client had is for <see cref="Receipts.CountedHandouts"/> to say.</summary>
    /// <param name="address">The client's address.</param>
    /// <param name="head">The head of the request.</param>
    /// <param name="body">The body, as it came.</param>
    /// <param name="arrived">When the request's first byte was read.</param>
    /// <param name="isForForeignPage">Whether a browser sends it for a page that is no exception.</param>
    public static RequestOrigin Of(IPAddress address, in RequestHead head, ReadOnlySpan<byte> body, TimeSpan arrived,
        bool isForForeignPage) =>
        new(new(address, HashOf(head.Key), isForForeignPage), new(XxHash128.HashToUInt128(body, s_seed), MarkOf(head.Seq), arrived));

    private static string? HashOf(string? key) => key is null ? null : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>A hash of a `SEQ`. It is told apart from the others of its own session only, so anything quick will do: FNV-1a.</summary>
    public static ulong MarkOf(Seq seq)
    {
        Span<byte> characters = stackalloc byte[Seq.MaxLength];
        var mark = 14695981039346656037UL;
        foreach (var character in characters[..seq.CopyTo(characters)])
            mark = (mark ^ character) * 1099511628211UL;
        return mark;
    }
}
