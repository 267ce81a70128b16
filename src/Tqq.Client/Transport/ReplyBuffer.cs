using System.Text;
using Tqq.Protocol.Http;

namespace Tqq.Client;

/// <summary>The bytes of a reply as they come, and whether they are one yet.</summary>
internal sealed class ReplyBuffer
{
    private const byte TlsAlert = 0x15;
    private const byte TlsHandshake = 0x16;
    private const int LongestQuote = 60;

    private byte[] _bytes = new byte[4096];
    private int _filled;
    private ReplyBlockHead? _head;

    /// <summary>Whether nothing has come.</summary>
    public bool IsEmpty => _filled == 0;

    /// <summary>Whether bytes came behind the reply, which belong to nothing that was asked.</summary>
    public bool HasMore => _filled > End;

    /// <summary>The head of the reply, where it is whole.</summary>
    public ReplyBlockHead Head => _head ?? default;

    /// <summary>The body; only of a whole reply.</summary>
    public byte[] Body => _bytes.AsSpan(Head.Length, End - Head.Length).ToArray();

    private int End => Head.ContentLength is { } length ? Head.Length + length : _filled;

    public void Clear() => (_filled, _head) = (0, null);

    /// <summary>Where the next bytes go.</summary>
    public Memory<byte> Room()
    {
        if (_filled == _bytes.Length)
            Array.Resize(ref _bytes, _bytes.Length * 2);
        return _bytes.AsMemory(_filled);
    }

    /// <summary>More bytes have come, or, where there are none, the end of the connection.</summary>
    /// <returns>True: the reply is whole; false: it can never become one; null: more is needed.</returns>
    public bool? Add(int count)
    {
        _filled += count;
        if (_head is null && _filled > 0)
        {
            var isThere = ReplyBlockReader.TryRead(_bytes.AsSpan(0, _filled), out var head);
            if (isThere == false)
                return false;
            if (isThere == true)
                _head = head;
        }

        if (_filled > ReplyBlockReader.MaxBody + ReplyBlockReader.MaxHead)
            return false;
        // What a reply with another status says does not matter, and some servers send it without an end.
        return _head is { } known && (known.Status != 200 || (known.ContentLength is null ? count == 0 : _filled >= End)) ? true
            : _head is { HasTransferEncoding: true } ? false
            : null;
    }

    /// <summary>What it is instead of a reply.</summary>
    public (ForeignAnswer Answer, string Detail) Describe() => _head switch
    {
        { HasTransferEncoding: true, Status: 200 } => (ForeignAnswer.OtherHttp, "its body is sent in chunks"),
        { Status: not 200 } => (ForeignAnswer.HttpStatus, $"{Head.Status}"),
        { } => (ForeignAnswer.OtherHttp, "it is too long"),
        null when _filled > 1 && _bytes[0] is TlsAlert or TlsHandshake && _bytes[1] == 3 => (ForeignAnswer.Tls, ""),
        null => (ForeignAnswer.NoHttp, Quote()),
    };

    private string Quote() =>
        string.Concat(Encoding.Latin1.GetString(_bytes, 0, Math.Min(_filled, LongestQuote)).Split('\n')[0].TrimEnd('\r').Select(c =>
        c is >= ' ' and <= '~' ? c : '?'));
}

/// <summary>What became of a request on a connection.</summary>
internal enum LinkOutcome
{
    /// <summary>A whole reply came.</summary>
    ReplyCame,

    /// <summary>The server closed a fresh connection in good order without a byte: NULL (protocol.md §1.4), or it is going down.</summary>
    Silent,

    /// <summary>The connection ended early: the request may have been carried out or not.</summary>
    Broken,

    /// <summary>A connection that had been used before was closed without a byte: most likely it had been idle for too long.</summary>
    Stale,

    /// <summary>No connection was made, so the request never left.</summary>
    Unreachable,

    /// <summary>What is there is no HTTP QQ server, or does not answer like one.</summary>
    Foreign,
}

/// <summary>What came of a request.</summary>
/// <param name="Outcome">How it went.</param>
/// <param name="Body">The body of the reply.</param>
/// <param name="Cause">What went wrong, where something did.</param>
internal readonly record struct LinkResult(LinkOutcome Outcome, byte[] Body, Exception? Cause = null)
{
    public static LinkResult Of(LinkOutcome outcome, Exception? cause = null) => new(outcome, [], cause);
}
