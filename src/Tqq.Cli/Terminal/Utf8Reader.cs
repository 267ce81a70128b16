using System.Buffers;
using System.Text;
using Tqq.Cli.Language;

namespace Tqq.Cli.Terminal;

/// <summary>Standard input as text, as it comes: what <see cref="Utf8Text"/> is for whole files. Whoever reads it from several threads has to take turns.</summary>
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
