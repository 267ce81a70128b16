using System.IO.Pipelines;

namespace Tqq.Server.Tests.Wire;

/// <summary>A way out that notes how much is written at once.</summary>
/// <param name="inner">Where it goes.</param>
internal sealed class CountingWriter(PipeWriter inner) : PipeWriter
{
    private long _unflushed;

    /// <summary>How many bytes each flush had.</summary>
    public List<long> Flushes { get; } = [];

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _unflushed;

    public override void Advance(int bytes)
    {
        _unflushed += bytes;
        inner.Advance(bytes);
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        Flushes.Add(_unflushed);
        _unflushed = 0;
        return inner.FlushAsync(cancellationToken);
    }

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);
}
