namespace Tqq.Server.Web.Api.Me;

/// <summary>
/// Writes on to the body of an answer, which no thread may wait for: what is written without waiting is kept until something waits. An
/// archive writes so at the end of each file, and never more than a few kilobytes.
/// </summary>
/// <param name="body">The body.</param>
internal sealed class PatientStream(Stream body) : Stream
{
    private readonly MemoryStream _kept = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => _kept.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => _kept.Write(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await WriteKeptAsync(cancellationToken);
        await body.WriteAsync(buffer, cancellationToken);
    }

    public override void Flush()
    {
        // What is kept goes on with the next write that waits.
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await WriteKeptAsync(cancellationToken);
        await body.FlushAsync(cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async ValueTask WriteKeptAsync(CancellationToken cancellationToken)
    {
        if (_kept.Length == 0)
            return;
        await body.WriteAsync(_kept.GetBuffer().AsMemory(0, (int)_kept.Length), cancellationToken);
        _kept.SetLength(0);
    }
}
