using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace Tqq.Server.Wire.Output;

/// <summary>
/// Out through a pipe, where there is no socket. Its flush ends when the pipe has taken the bytes, and nobody knows when a kernel has.
/// </summary>
/// <param name="pipe">The pipe.</param>
internal sealed class PipeOutput(PipeWriter pipe) : WireOutput
{
    public override IBufferWriter<byte> Writer => pipe;

    public override long Credit => pipe.CanGetUnflushedBytes ? pipe.UnflushedBytes : 0;

    public override long? Sent => null;

    public override long? End => null;

    public override async ValueTask<bool> FlushAsync()
    {
        var flushed = await pipe.FlushAsync();
        return flushed.IsCompleted || flushed.IsCanceled ? throw new ConnectionAbortedException("the client does not read any more") : true;
    }

    public override ValueTask EndAsync() => pipe.CompleteAsync();
}
