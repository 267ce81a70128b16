using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Tqq.Protocol.Grammar;

/// <summary>Writes the pieces of a body. Nothing is flushed: that is the caller's.</summary>
/// <param name="output">Where to.</param>
internal readonly ref struct BodyWriter(IBufferWriter<byte> output)
{
    // What a reply value must not show as it is (protocol.md §2), DEL included.
    private static readonly SearchValues<char> Special = SearchValues.Create(
        string.Concat(Enumerable.Range(0, 32).Select(code => (char)code)) + "\u007f%&,");

    // What a request value must not show as it is: `+` and the rest could be taken for form encoding.
    private static readonly SearchValues<char> Ending = SearchValues.Create("%&+= \r\n");

    private readonly IBufferWriter<byte> _output = output;

    public void Raw(ReadOnlySpan<byte> bytes) => _output.Write(bytes);

    public void Number(ulong number)
    {
        _ = Utf8Formatter.TryFormat(number, _output.GetSpan(20), out var length);
        _output.Advance(length);
    }

    public void Seq(Seq seq) => _output.Advance(seq.CopyTo(_output.GetSpan(Grammar.Seq.MaxLength)));

    /// <summary>A value of a reply: `%` `&amp;` `,` and control characters escaped, line ends as CR.</summary>
    public void ReplyText(ReadOnlySpan<char> text)
    {
        for (; ; )
        {
            var at = text.IndexOfAny(Special);
            if (at < 0)
            {
                Plain(text);
                return;
            }

            Plain(text[..at]);
            var special = text[at];
            text = text[(at + 1)..];
            if (special is '\r' or '\n')
            {
                if (special == '\r' && text.StartsWith('\n'))
                    text = text[1..];
                Raw("\r"u8);
            }
            else
            {
                Escaped((byte)special);
            }
        }
    }

    /// <summary>
    /// A value of a request: all that could end it or be taken for an escape is escaped; so are line ends, which a server trims.
    /// </summary>
    public void RequestText(ReadOnlySpan<char> text)
    {
        for (; ; )
        {
            var at = text.IndexOfAny(Ending);
            if (at < 0)
            {
                Plain(text);
                return;
            }

            Plain(text[..at]);
            Escaped((byte)text[at]);
            text = text[(at + 1)..];
        }
    }

    /// <summary>A number of a request, with its key.</summary>
    /// <param name="key">`&amp;KEY=`.</param>
    /// <param name="number">The number; null writes nothing.</param>
    public void Field(ReadOnlySpan<byte> key, uint? number)
    {
        if (number is not { } value)
            return;
        Raw(key);
        Number(value);
    }

    /// <summary>A text of a request, with its key.</summary>
    /// <param name="key">`&amp;KEY=`.</param>
    /// <param name="text">The text; null writes nothing.</param>
    public void Field(ReadOnlySpan<byte> key, string? text)
    {
        if (text is null)
            return;
        Raw(key);
        RequestText(text);
    }

    private void Plain(ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty)
            Encoding.UTF8.GetBytes(text, _output);
    }

    private void Escaped(byte value)
    {
        var span = _output.GetSpan(3);
        span[0] = (byte)'%';
        // `,` is written %2c (protocol.md §2); lower case is used throughout.
        span[1] = "0123456789abcdef"u8[value >> 4];
        span[2] = "0123456789abcdef"u8[value & 15];
        _output.Advance(3);
    }
}
