using System.Buffers;

namespace Tqq.Server.Wire.Output;

/// <summary>A buffer that takes memory only between the writing of a reply and its end: an idle connection has none.</summary>
internal sealed class PooledWriter : IBufferWriter<byte>
{
    private const int Usual = 1024;

    private byte[] _buffer = [];
    private int _written;

    /// <summary>What has been written since the last <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _written);

    /// <inheritdoc/>
    public void Advance(int count) => _written += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_written);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_written);
    }

    /// <summary>Forgets what was written and gives the memory back.</summary>
    public void Clear()
    {
        Return();
        (_buffer, _written) = ([], 0);
    }

    private void Reserve(int sizeHint)
    {
        var needed = _written + Math.Max(sizeHint, 1);
        if (needed <= _buffer.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(needed, 2 * _buffer.Length), Usual));
        Written.Span.CopyTo(larger);
        Return();
        _buffer = larger;
    }

    private void Return()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
    }
}
