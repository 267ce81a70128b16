using System.Buffers;
using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Http;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Requests;
using Tqq.Server.Wire.Connections;

namespace Tqq.Server.Wire.Http;

/// <summary>A reply as HTTP carries it (protocol.md §1.3).</summary>
internal static class HttpReply
{
    // Formatting is synchronous, so one buffer for each thread serves all connections.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_body;

    /// <summary>Writes a reply, and the second one where there are two.</summary>
    /// <param name="head">The head of the request.</param>
    /// <param name="reply">What it is answered; not nothing.</param>
    /// <param name="server">The value of `Server`.</param>
    /// <param name="output">Where to.</param>
    public static void Write(in RequestHead head, in WireReply reply, ReadOnlySpan<byte> server, IBufferWriter<byte> output)
    {
        Write(head, reply.Result, reply.Reply!, server, output);
        if (reply.Second is { } second)
            Write(head, reply.Result, second, server, output);
    }

    private static void Write(in RequestHead head, ResultCode result, Reply reply, ReadOnlySpan<byte> server, IBufferWriter<byte> output)
    {
        var body = t_body ??= new(1024);
        body.ResetWrittenCount();
        ReplyWriter.Write(new(head.Version, head.Command, head.Seq, head.Uin, result), reply, body);
        ReplyBlock.Write(output, server, body.WrittenSpan);
    }
}
