using System.Buffers;

namespace Tqq.Server.Wire.Http;

/// <summary>
/// Where one request begins and ends, however its bytes are split. CR LF pairs before it belong to nothing: old clients send some behind a
/// body (protocol.md §1.1). Anything else, a CR or an LF of its own too, begins a head. Pure: bytes in, "need more", "complete" or
/// "refused" out. One framer serves one request.
/// </summary>
public struct RequestFramer
{
    private HeadScanner _scanner;
    private Head? _head;

    /// <summary>Whether a byte of the request has come.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>The head; only where it is complete and accepted.</summary>
    public readonly Head? Head => _head;

    /// <summary>Looks at what has come.</summary>
    /// <param name="buffer">All bytes that are there; what is done with is cut off, the rest has to be there again the next time.</param>
    /// <param name="body">
    /// The body, where the request is complete; what <paramref name="buffer"/> still holds belongs to the next one.
    /// </param>
    /// <param name="refusal">Why the request is refused, where it is; the connection has to close then.</param>
    /// <returns>
    /// Whether the request is complete. One that is no POST is complete with its head and has to be the last of its connection.
    /// </returns>
    public bool TryRead(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> body, out Refusal? refusal)
    {
        body = default;
        refusal = null;
        if (!HasBegun)
        {
            buffer = SkipLineEnds(buffer);
            HasBegun = !buffer.IsEmpty && !IsHalfALineEnd(buffer);
            if (!HasBegun)
                return false;
        }

        if (_head is null && !TryReadHead(ref buffer, out refusal))
            return false;
        var length = _head.GetValueOrDefault().ContentLength;
        if (buffer.Length < length)
            return false;
        body = buffer.Slice(0, length);
        buffer = buffer.Slice(body.End);
        return true;
    }

    private bool TryReadHead(ref ReadOnlySequence<byte> buffer, out Refusal? refusal)
    {
        if (!_scanner.TryFindEnd(buffer, out var length, out refusal))
            return false;
        refusal = Parse(buffer.Slice(0, length), out var head);
        if (refusal is not null)
            return false;
        _head = head;
        buffer = buffer.Slice(length);
        return true;
    }

    private static ReadOnlySequence<byte> SkipLineEnds(in ReadOnlySequence<byte> buffer)
    {
        if (buffer.FirstSpan is [not (byte)'\r', ..])
            return buffer;
        var reader = new SequenceReader<byte>(buffer);
        while (reader.IsNext("\r\n"u8, advancePast: true))
        {
            // Any number of them.
        }

        return reader.UnreadSequence;
    }

    // Its LF may still come; whether a request has begun is known only then.
    private static bool IsHalfALineEnd(in ReadOnlySequence<byte> buffer) => buffer.Length == 1 && buffer.FirstSpan[0] == '\r';

    private static Refusal? Parse(in ReadOnlySequence<byte> bytes, out Head head)
    {
        if (bytes.IsSingleSegment)
            return HeadParser.Parse(bytes.FirstSpan, out head);
        Span<byte> whole = stackalloc byte[(int)bytes.Length];
        bytes.CopyTo(whole);
        return HeadParser.Parse(whole, out head);
    }
}
