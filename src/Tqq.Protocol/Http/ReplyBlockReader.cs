using System.Text;

namespace Tqq.Protocol.Http;

/// <summary>Reads the head of an HTTP reply, as tolerantly as a client has to: header names in any case, LF alone for a line end, any further headers.</summary>
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
        var end = EndOfHead(bytes);
        if (end < 0)
            return bytes.Length >= MaxHead ? false : null;
        var lines = Encoding.Latin1.GetString(bytes[..end]).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines[0].Split(' ') is not [var version, { Length: 3 } code, ..] || !ushort.TryParse(code, out var status))
            return false;

        int? length = null;
        var keepsAlive = version != "HTTP/1.0";
        foreach (var line in lines[1..])
        {
            var (name, value) = line.IndexOf(':') is >= 0 and var colon ? (line[..colon].TrimEnd(), line[(colon + 1)..].TrimStart()) : (line, "");
            if (name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                if (!int.TryParse(value, System.Globalization.NumberStyles.None, null, out var given) || given > MaxBody)
                    return false;
                length = given;
            }
            else if (name.Equals("Connection", StringComparison.OrdinalIgnoreCase))
            {
                keepsAlive = value.Equals("keep-alive", StringComparison.OrdinalIgnoreCase) || (keepsAlive && !value.Equals("close", StringComparison.OrdinalIgnoreCase));
            }
        }

        head = new(status, length, keepsAlive && length is not null, end);
        return true;
    }

    private static int EndOfHead(ReadOnlySpan<byte> bytes)
    {
        int proper = bytes.IndexOf("\r\n\r\n"u8), bare = bytes.IndexOf("\n\n"u8);
        return proper >= 0 && (bare < 0 || proper < bare) ? proper + 4 : bare >= 0 ? bare + 2 : -1;
    }
}
