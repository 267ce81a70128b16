using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using Microsoft.AspNetCore.Connections;

namespace Tqq.Server.Wire.Output;

/// <summary>Out through a pipe, when something stands between it and the socket. Where that is TLS above a <see cref="SocketWriter"/>, the end of a flush means that the kernel has the bytes.</summary>
/// <param name="pipe">The pipe.</param>
/// <param name="tls">What stands between, where it is TLS.</param>
/// <param name="socket">What TLS writes to; null where that is not known.</param>
internal sealed class PipeOutput(PipeWriter pipe, SslStream? tls, SocketWriter? socket) : WireOutput
{
    public override IBufferWriter<byte> Writer => pipe;

    public override long Credit => pipe.CanGetUnflushedBytes ? pipe.UnflushedBytes : 0;

    public override long? Sent => socket?.Sent;

    // TLS adds to it.
    public override long? End => null;

    public override async ValueTask<bool> FlushAsync()
    {
        var flushed = await pipe.FlushAsync();
        return flushed.IsCompleted || flushed.IsCanceled ? throw new ConnectionAbortedException("the client does not read any more") : true;
    }

    // The pipe's own end would be told to the client only when the connection is given back.
    public override ValueTask EndAsync() => tls is null ? pipe.CompleteAsync() : new(tls.ShutdownAsync());
}
