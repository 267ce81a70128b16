using System.Text;

namespace Tqq.Cli.Terminal;

/// <summary>
/// Gives each text to its stream in one piece, whatever its length, and keeps none back. So a line is written whole or not at
/// all, also by a process that is killed.
/// </summary>
/// <param name="stream">An unbuffered stream.</param>
/// <param name="encoding">What the text becomes.</param>
internal sealed class WholeWriter(Stream stream, Encoding encoding) : TextWriter
{
    public override Encoding Encoding => encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value) => Write(value + NewLine);

    public override void Write(ReadOnlySpan<char> buffer)
    {
        var bytes = new byte[encoding.GetByteCount(buffer)];
        stream.Write(bytes, 0, encoding.GetBytes(buffer, bytes));
    }
}
