using System.Buffers;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;

namespace Tqq.Protocol.Commands;

/// <summary>Writes the body of a reply: `VER=..&amp;CMD=..&amp;SEQ=..&amp;UIN=..&amp;RES=..` and the fields behind it (protocol.md §2.2).</summary>
public static class ReplyWriter
{
    /// <summary>Writes a body, without a newline at its end.</summary>
    public static void Write(in ReplyHead head, Reply reply, IBufferWriter<byte> output)
    {
        var body = new BodyWriter(output);
        new CommonHead(head.Version, head.Command, head.Seq, head.Uin).Write(body);
        body.Raw("&RES="u8);
        body.Number((ulong)head.Result);
        reply.WriteFields(body);
    }
}
