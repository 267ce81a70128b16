namespace Tqq.Bench.Streams;

/// <summary>Takes the chunks of a body apart, which begin and end anywhere, and leaves the head of the answer out.</summary>
internal sealed class ChunkReader
{
    private bool _isInHead = true;
    private int _endOfHead;
    private int _left;
    private int _size;
    private bool _isInSize;

    /// <summary>Gives what stands in chunks.</summary>
    /// <param name="bytes">What came.</param>
    /// <param name="body">Where its body goes: as long.</param>
    /// <returns>How much that is.</returns>
    public int Read(ReadOnlySpan<byte> bytes, Span<byte> body)
    {
        var length = 0;
        foreach (var one in bytes)
        {
            if (_isInHead)
                ReadHead(one);
            else if (_isInSize)
                ReadSize(one);
            else if (_left-- > 2)
                body[length++] = one;
            else if (_left == 0)
                (_isInSize, _size) = (true, 0);
        }

        return length;
    }

    private void ReadHead(byte one)
    {
        _endOfHead = (_endOfHead, one) switch
        {
            (0 or 2, (byte)'\r') => _endOfHead + 1,
            (1 or 3, (byte)'\n') => _endOfHead + 1,
            _ => 0,
        };
        if (_endOfHead == 4)
            (_isInHead, _isInSize) = (false, true);
    }

    private void ReadSize(byte one)
    {
        if (one == '\n')
            (_isInSize, _left) = (false, _size + 2);
        else if (char.IsAsciiHexDigit((char)one))
            _size = (_size * 16) + Convert.ToInt32(((char)one).ToString(), 16);
    }
}
