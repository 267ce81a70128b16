using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Tqq.Protocol.Grammar;

/// <summary>
/// A body of `KEY=VALUE&amp;KEY=VALUE...` (protocol.md §2), searched where it lies. Keys match in any case, of a repeated key the first
/// counts, unknown keys are nobody's business.
/// </summary>
/// <param name="body">The body, without the line ends that may follow it.</param>
/// <param name="plusIsSpace">Whether `+` in a value is a space.</param>
internal readonly ref struct BodyFields(ReadOnlySpan<byte> body, bool plusIsSpace)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _body = body;
    private readonly bool _plusIsSpace = plusIsSpace;

    /// <summary>The value as it stands in the body.</summary>
    public bool TryGetRaw(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        var rest = _body;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'&');
            var pair = end < 0 ? rest : rest[..end];
            if (pair.Length > key.Length && pair[key.Length] == '=' && Ascii.EqualsIgnoreCase(pair[..key.Length], key))
            {
                value = pair[(key.Length + 1)..];
                return true;
            }

            rest = end < 0 ? default : rest[(end + 1)..];
        }

        value = default;
        return false;
    }

    /// <summary>A short value, decoded and trimmed; false where it is missing.</summary>
    /// <param name="key">The key.</param>
    /// <param name="scratch">
    /// Where it is decoded, if it has to be; where this is too short (white space, escaped, may go on for long), somewhere else.
    /// </param>
    /// <param name="value">The value.</param>
    public bool TryGetShort(ReadOnlySpan<byte> key, Span<byte> scratch, out ReadOnlySpan<byte> value)
    {
        if (!TryGetRaw(key, out value))
            return false;
        value = Trim(value);
        if (!value.ContainsAny((byte)'%', (byte)'+'))
            return true;
        if (value.Length > scratch.Length)
            scratch = new byte[value.Length];
        value = Trim(scratch[..Escaping.Decode(value, scratch, _plusIsSpace)]);
        return true;
    }

    /// <summary>A number; a missing one is no failure but null.</summary>
    public bool TryGetNumber(ReadOnlySpan<byte> key, out uint? number)
    {
        number = null;
        if (!TryGetRaw(key, out _))
            return true;
        Span<byte> scratch = stackalloc byte[64];
        if (!TryGetShort(key, scratch, out var text) || !WireNumber.TryParse(text, out var value))
            return false;
        number = value;
        return true;
    }

    /// <summary>A number that has to be there.</summary>
    public bool TryGetNeeded(ReadOnlySpan<byte> key, out uint number)
    {
        var isThere = TryGetNumber(key, out var value) && value is not null;
        number = value ?? 0;
        return isThere;
    }

    /// <summary>A text, decoded; null where the key is missing.</summary>
    /// <param name="key">The key.</param>
    /// <param name="isTrimmed">Whether white space around it counts for nothing.</param>
    /// <param name="text">The text.</param>
    /// <returns>False where it is not valid UTF-8.</returns>
    public bool TryGetText(ReadOnlySpan<byte> key, bool isTrimmed, out string? text)
    {
        text = null;
        if (!TryGetRaw(key, out var raw))
            return true;
        var buffer = ArrayPool<byte>.Shared.Rent(raw.Length);
        try
        {
            ReadOnlySpan<byte> decoded = buffer.AsSpan(0, Escaping.Decode(raw, buffer, _plusIsSpace));
            if (isTrimmed)
                decoded = Trim(decoded);
            if (!Utf8.IsValid(decoded))
                return false;
            text = Strict.GetString(decoded);
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> value) => value.Trim(" \t\r\n"u8);
}
