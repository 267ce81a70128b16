using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Tqq.Protocol.Http;

/// <summary>
/// The HTTP reply around a body, byte for byte as the original sent it (protocol.md §1.3): exactly these headers in this order.
/// </summary>
public static class ReplyBlock
{
    /// <summary>The `Server` header of the original.</summary>
    public const string OriginalServer = "tencent imserver/1.0.0";

    /// <summary>Writes status line, headers and body.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="server">The value of `Server`, printable ASCII.</param>
    /// <param name="body">The body.</param>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> server, ReadOnlySpan<byte> body)
    {
        output.Write("HTTP/1.1 200 OK\r\nServer: "u8);
        output.Write(server);
        output.Write("\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Length: "u8);
        _ = Utf8Formatter.TryFormat(body.Length, output.GetSpan(10), out var digits);
        output.Advance(digits);
        output.Write("\r\n\r\n"u8);
        output.Write(body);
    }
}

/// <summary>What the status line and the headers of a reply say.</summary>
/// <param name="Status">The status code; 200 for every reply of the protocol (protocol.md §1.2).</param>
/// <param name="ContentLength">How many bytes of body follow, or null where the body ends with the connection.</param>
/// <param name="KeepsAlive">Whether the connection can carry another request.</param>
/// <param name="Length">How many bytes this head takes, the empty line behind it included.</param>
/// <param name="HasTransferEncoding">Whether the body is encoded in a way that no reply of the protocol is (`Transfer-Encoding`).</param>
public readonly record struct ReplyBlockHead(int Status, int? ContentLength, bool KeepsAlive, int Length, bool HasTransferEncoding = false);

/// <summary>
/// Reads the head of an HTTP reply, as tolerantly as a client has to: header names in any case, LF alone for a line end, any further
/// headers. Where two readings are possible there is none: lengths that differ are not HTTP, and `close` outweighs `keep-alive`.
/// </summary>
public static class ReplyBlockReader
{
    /// <summary>The longest head that is read, in bytes.</summary>
    public const int MaxHead = 8192;

    /// <summary>
    /// The longest body that is read, in bytes; a reply of the protocol has 64 KiB and some escapes at the most (protocol.md §5.9).
    /// </summary>
    public const int MaxBody = 1024 * 1024;

    /// <summary>Reads a head.</summary>
    /// <param name="bytes">What has come so far.</param>
    /// <param name="head">The head, where all of it is there.</param>
    /// <returns>True: there it is; false: it is not HTTP or too long; null: more bytes are needed.</returns>
    public static bool? TryRead(ReadOnlySpan<byte> bytes, out ReplyBlockHead head)
    {
        head = default;
        if (!"HTTP/1."u8.StartsWith(bytes[..Math.Min(bytes.Length, 7)]))
            return false;
        var end = EndOfHead(bytes[..Math.Min(bytes.Length, MaxHead)]);
        if (end < 0)
            return bytes.Length >= MaxHead ? false : null;
        var lines = Encoding.Latin1.GetString(bytes[..end])
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines[0].Split(' ') is not [var version, { Length: 3 } code, ..] || !IsNumber(code, out var status))
            return false;

        int? length = null;
        bool saysClose = false, saysKeepAlive = false, isEncoded = false;
        foreach (var line in lines[1..])
        {
            var (name, value) = line.IndexOf(':') is >= 0 and var colon ? (line[..colon].TrimEnd(), line[(colon + 1)..].TrimStart())
                : (line, "");
            if (name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                if (!IsNumber(value, out var given) || given > MaxBody || (length is not null && length != given))
                    return false;
                length = given;
            }
            else if (name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
            {
                isEncoded = true;
            }
            else if (name.Equals("Connection", StringComparison.OrdinalIgnoreCase))
            {
                var options = value.Split(',', StringSplitOptions.TrimEntries);
                saysClose |= options.Contains("close", StringComparer.OrdinalIgnoreCase);
                saysKeepAlive |= options.Contains("keep-alive", StringComparer.OrdinalIgnoreCase);
            }
        }

        head = new(status, length, !saysClose && (saysKeepAlive || version != "HTTP/1.0") && length is not null, end, isEncoded);
        return true;
    }

    // Digits and nothing else: parsing alone would let NULs behind them pass.
    private static bool IsNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && !text.Contains('\0', StringComparison.Ordinal);

    // Behind the first empty line, whatever ends it and the line before.
    private static int EndOfHead(ReadOnlySpan<byte> bytes)
    {
        for (var start = 0; ;)
        {
            var length = bytes[start..].IndexOf((byte)'\n');
            if (length < 0)
                return -1;
            var line = bytes.Slice(start, length);
            start += length + 1;
            if (line.IsEmpty || line.SequenceEqual("\r"u8))
                return start;
        }
    }
}
