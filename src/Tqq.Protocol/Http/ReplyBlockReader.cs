using System.Globalization;
using System.Text;

namespace Tqq.Protocol.Http;

/// <summary>
/// Reads the head of an HTTP reply, as tolerantly as a client has to: header names in any case, LF alone for a line end, any further headers. Where two
/// readings are possible there is none: lengths that differ are not HTTP, and `close` outweighs `keep-alive`.
/// </summary>
public static class ReplyBlockReader
{
    /// <summary>The longest head that is read, in bytes.</summary>
    public const int MaxHead = 8192;

    /// <summary>The longest body that is read, in bytes; a reply of the protocol has 64 KiB and some escapes at the most (protocol.md §5.9).</summary>
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
        var lines = Encoding.Latin1.GetString(bytes[..end]).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines[0].Split(' ') is not [var version, { Length: 3 } code, ..] || !IsNumber(code, out var status))
            return false;

        int? length = null;
        bool saysClose = false, saysKeepAlive = false, isEncoded = false;
        foreach (var line in lines[1..])
        {
            var (name, value) = line.IndexOf(':') is >= 0 and var colon ? (line[..colon].TrimEnd(), line[(colon + 1)..].TrimStart()) : (line, "");
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
