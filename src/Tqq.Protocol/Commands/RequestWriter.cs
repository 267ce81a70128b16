using System.Buffers;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Requests;

namespace Tqq.Protocol.Commands;

/// <summary>Writes a request as a client sends it: `VER=..&amp;CMD=..&amp;SEQ=..&amp;UIN=..[&amp;SK=..][&amp;AK=..]` and the command's fields (protocol.md §2, §5).</summary>
public static class RequestWriter
{
    /// <summary>Writes the body of a request.</summary>
    public static void Write(in RequestHead head, Request request, IBufferWriter<byte> output)
    {
        var body = new BodyWriter(output);
        new CommonHead(head.Version, head.Command, head.Seq, head.Uin).Write(body);
        if (head.Key is { } key)
            body.Field("&SK="u8, key);
        head.Receipt?.Write(body);
        request.WriteFields(body);
    }
}
