using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace Tqq.Server.Wire.Output;

/// <summary>Out through a pipe, when something stands between it and the socket. Its flush ends when the pipe has taken the bytes, which may be before the kernel has.</summary>
/// <param name="pipe">The pipe.</param>
internal sealed class PipeOutput(PipeWriter pipe) : WireOutput
{
    public override IBufferWriter<byte> Writer => pipe;

    public override async ValueTask FlushAsync()
    {
        var flushed = await pipe.FlushAsync();
        if (flushed.IsCompleted || flushed.IsCanceled)
            throw new ConnectionAbortedException("the client does not read any more");
    }

    public override ValueTask EndAsync() => pipe.CompleteAsync();
}
