using System.Buffers;
using System.Text;
using Tqq.Cli.Language;

namespace Tqq.Cli.Terminal;

/// <summary>
/// Text from outside: UTF-8 and nothing else. One byte order mark at the beginning is no part of it. All
/// text that is read comes through here.
/// </summary>
internal static class Utf8Text
{
    // Accounts of a million people; nothing that is read here is longer.
    private const int Longest = 64 * 1024 * 1024;
    private static readonly Rune s_mark = new('\ufeff');

    /// <summary>Bytes as text.</summary>
    /// <param name="bytes">All of it.</param>
    /// <param name="source">Where it comes from, for the error.</param>
    /// <exception cref="CommandFailedException">It is not UTF-8; the first wrong byte is named.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string source)
    {
        var text = new StringBuilder(bytes.Length);
        for (var at = 0; at < bytes.Length;)
        {
            if (Rune.DecodeFromUtf8(bytes[at..], out var rune, out var length) != OperationStatus.Done)
                throw NotUtf8(source, at + 1, bytes[at]);
            if (at > 0 || rune != s_mark)
                text.Append(rune);
            at += length;
        }

        return text.ToString();
    }

    /// <summary>A file as text.</summary>
    /// <exception cref="CommandFailedException">It is not UTF-8.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string ReadFile(string path)
    {
        using var file = File.OpenRead(Surroundings.Current.FullPath(path));
        using var content = new MemoryStream();
        // A device has no end and no length.
        var part = new byte[65_536];
        for (int read; (read = file.Read(part)) > 0;)
        {
            content.Write(part, 0, read);
            if (content.Length > Longest)
                throw new CommandFailedException(ExitCode.Usage,
                    Localized.Of($"'{path}' is longer than the {Longest} bytes that a file of this kind may have",
                    $"“{path}”超过 {Longest} 字节的上限"));
        }

        return Decode(content.GetBuffer().AsSpan(0, (int)content.Length), path);
    }

    /// <summary>The lines of a text, without their ends.</summary>
    public static IEnumerable<string> Lines(string text)
    {
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    /// <summary>That a byte does not belong there.</summary>
    /// <param name="source">Where it comes from.</param>
    /// <param name="position">Its place, counted from 1.</param>
    /// <param name="wrong">The byte.</param>
    public static CommandFailedException NotUtf8(string source, long position, byte wrong) => new(ExitCode.Usage, Localized.Of(
        $"{source} is not UTF-8: byte {position} is 0x{wrong:X2}", $"{source} 不是 UTF-8：第 {position} 个字节是 0x{wrong:X2}"));
}

/// <summary>
/// Standard input as text, as it comes: what <see cref="Utf8Text"/> is for whole files. Whoever reads it from
/// several threads has to take turns.
/// </summary>
/// <param name="stream">Standard input.</param>
internal sealed class Utf8Reader(Stream stream) : TextReader
{
    private readonly byte[] _bytes = new byte[4096];
    private readonly Queue<char> _characters = new();
    private int _length;
    private long _before;
    private bool _hasEnded;

    public override int Peek() => Fill() ? _characters.Peek() : -1;

    public override int Read() => Fill() ? _characters.Dequeue() : -1;

    public override int Read(char[] buffer, int index, int count)
    {
        var read = 0;
        while (read < count && (read == 0 ? Fill() : _characters.Count > 0))
            buffer[index + read++] = _characters.Dequeue();
        return read;
    }

    // At least one character, unless it is the end.
    private bool Fill()
    {
        while (_characters.Count == 0 && !_hasEnded)
        {
            var read = stream.Read(_bytes, _length, _bytes.Length - _length);
            _length += read;
            _hasEnded = read == 0;
            Decode();
        }

        return _characters.Count > 0;
    }

    private void Decode()
    {
        var at = 0;
        while (at < _length)
        {
            var status = Rune.DecodeFromUtf8(_bytes.AsSpan(at, _length - at), out var rune, out var length);
            if (status == OperationStatus.NeedMoreData && !_hasEnded)
                break;
            if (status != OperationStatus.Done)
                throw Utf8Text.NotUtf8(Localized.Of("standard input", "标准输入"), _before + at + 1, _bytes[at]);
            if (_before + at > 0 || rune.Value != 0xFEFF)
                foreach (var character in rune.ToString())
                    _characters.Enqueue(character);
            at += length;
        }

        _before += at;
        _length -= at;
        _bytes.AsSpan(at, _length).CopyTo(_bytes);
    }
}
