using System.Buffers;

namespace Tqq.Protocol.Grammar;

/// <summary>What stands for what in values (protocol.md §2). Requests and replies differ.</summary>
public static class Escaping
{
    private static readonly SearchValues<byte> FormCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*._+%&=~!'()-"u8);

    /// <summary>
    /// Decodes `%XX` where it is valid hex; otherwise the `%` stands for itself. `+` is a space only where the caller says so.
    /// </summary>
    /// <param name="raw">The value as it stands in the body.</param>
    /// <param name="destination">At least as long as <paramref name="raw"/>.</param>
    /// <param name="plusIsSpace">Whether the body is form encoding that writes spaces so (<see cref="WritesSpacesAsPlus"/>).</param>
    /// <returns>How many bytes were written.</returns>
    public static int Decode(ReadOnlySpan<byte> raw, Span<byte> destination, bool plusIsSpace = false)
    {
        var written = 0;
        for (var at = 0; at < raw.Length; at++)
        {
            var value = raw[at];
            if (value == '%' && at + 2 < raw.Length && FromHex(raw[at + 1]) is var high and >= 0
                && FromHex(raw[at + 2]) is var low and >= 0)
            {
                value = (byte)((high << 4) | low);
                at += 2;
            }
            else if (value == '+' && plusIsSpace)
            {
                value = (byte)' ';
            }

            destination[written++] = value;
        }

        return written;
    }

    /// <summary>
    /// Whether a whole body is what form encoders write: only `[A-Za-z0-9*._+%&amp;=~!'()-]`, one `=` a pair, each `%` followed by two hex
    /// digits; and no `%20`, because an encoder that writes a space so means a `+` where it writes one.
    /// </summary>
    public static bool WritesSpacesAsPlus(ReadOnlySpan<byte> body)
    {
        if (body.ContainsAnyExcept(FormCharacters) || body.IndexOf("%20"u8) >= 0)
            return false;
        foreach (var range in body.Split((byte)'&'))
            if (body[range].Count((byte)'=') != 1)
                return false;
        for (var at = body.IndexOf((byte)'%'); at >= 0 && at < body.Length; at++)
            if (body[at] == '%' && (at + 2 >= body.Length || FromHex(body[at + 1]) < 0 || FromHex(body[at + 2]) < 0))
                return false;
        return true;
    }

    // The value of a hex digit, or -1.
    private static int FromHex(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        _ => -1,
    };
}
