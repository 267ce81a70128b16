using System.Buffers.Text;

namespace Tqq.Bench.Others.Checking;

/// <summary>
/// The text of a measured message: who sent it, its number at this sender, and when. Digits and spaces only, so that no wire escapes it.
/// </summary>
/// <param name="Sender">0 to 9999.</param>
/// <param name="Number">Counted from 0 at each sender.</param>
/// <param name="SentAt">The generator's own clock, in its ticks.</param>
internal readonly record struct NumberedText(int Sender, int Number, long SentAt)
{
    /// <summary>Bytes of every text.</summary>
    public const int Length = 4 + 1 + 8 + 1 + 16;

    /// <summary>Writes <see cref="Length"/> bytes.</summary>
    public void Write(Span<byte> to)
    {
        to[..Length].Fill((byte)' ');
        Utf8Formatter.TryFormat(Sender, to[..4], out _, new('D', 4));
        Utf8Formatter.TryFormat(Number, to[5..13], out _, new('D', 8));
        Utf8Formatter.TryFormat(SentAt, to[14..30], out _, new('D', 16));
    }

    /// <exception cref="InvalidOperationException">No measured message looks like this.</exception>
    public static NumberedText Read(ReadOnlySpan<byte> text) =>
        text.Length == Length && text[4] == ' ' && text[13] == ' '
        && Utf8Parser.TryParse(text[..4], out int sender, out var a) && a == 4
        && Utf8Parser.TryParse(text[5..13], out int number, out var b) && b == 8
        && Utf8Parser.TryParse(text[14..30], out long sentAt, out var c) && c == 16
            ? new(sender, number, sentAt)
            : throw new InvalidOperationException("nobody sent this text: " + System.Text.Encoding.UTF8.GetString(text));
}
