using System.IO.Pipelines;

namespace Tqq.Server.Tests.Wire.Http.Framing;

/// <summary>
/// As from a client that sends all it has and ends when the server waits for more: the end must not come
/// before the rest has been looked at.
/// </summary>
/// <param name="pipe">What the client has sent is in it.</param>
internal sealed class EndingReader(Pipe pipe) : PipeReader
{
    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var reading = pipe.Reader.ReadAsync(cancellationToken);
        if (!reading.IsCompleted)
            pipe.Writer.Complete();
        return reading;
    }

    public override bool TryRead(out ReadResult result) => pipe.Reader.TryRead(out result);

    public override void AdvanceTo(SequencePosition consumed) => pipe.Reader.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => pipe.Reader.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => pipe.Reader.CancelPendingRead();

    public override void Complete(Exception? exception = null) => pipe.Reader.Complete(exception);
}
