using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;

namespace Tqq.Protocol.Commands;

/// <summary>
/// A body in, a reply or a failure out, as a client needs it: fields are found by name wherever they stand, unknown ones are passed over,
/// lists may lack their last comma or be of unequal length. Any bytes whatever may come in; nothing is ever thrown.
/// </summary>
public static class ReplyParser
{
    /// <summary>Reads a reply.</summary>
    public static bool TryParse(ReadOnlySpan<byte> body, out ReplyHead head, [NotNullWhen(true)] out Reply? reply, out ParseFailure failure)
    {
        var fields = new BodyFields(WithoutLastLineEnds(body), plusIsSpace: false);
        reply = null;
        failure = ReadHead(fields, out head);
        if (failure == ParseFailure.None)
            failure = head.Result == ResultCode.Success ? Done(fields, head.Command, out reply) : Refused(fields, head.Result, out reply);
        return reply is not null;
    }

    // LF and CR LF can only be somebody's habit of ending lines; a CR is how a value writes its own line end
    // (protocol.md §2), also the last value.
    private static ReadOnlySpan<byte> WithoutLastLineEnds(ReadOnlySpan<byte> body)
    {
        while (body is [.., (byte)'\n'])
            body = body is [.., (byte)'\r', _] ? body[..^2] : body[..^1];
        return body;
    }

    private static ParseFailure Done(BodyFields fields, Command command, out Reply? reply)
    {
        reply = command.Row.ReadReply(fields);
        return reply is null ? ParseFailure.MissingField : ParseFailure.None;
    }

    // Whatever stands behind a refusal, it is one; an address that cannot be read says nothing.
    private static ParseFailure Refused(BodyFields fields, ResultCode result, out Reply reply)
    {
        reply = result == ResultCode.NoSession && fields.TryGetText("LA"u8, isTrimmed: true, out var text)
            && IPAddress.TryParse(text, out var address)
            ? new DisplacedReply(address)
            : BareReply.Instance;
        return ParseFailure.None;
    }

    private static ParseFailure ReadHead(BodyFields fields, out ReplyHead head)
    {
        head = default;
        var failure = CommonHead.Read(fields, out var common);
        if (failure != ParseFailure.None)
            return failure;
        if (!fields.TryGetNumber("RES"u8, out var result) || result is not (0 or 3 or 5 or 20))
            return ParseFailure.BadResult;
        head = new(common.Version, common.Command, common.Seq, common.Uin, (ResultCode)result.Value);
        return ParseFailure.None;
    }
}

/// <summary>
/// Writes the body of a reply: `VER=..&amp;CMD=..&amp;SEQ=..&amp;UIN=..&amp;RES=..` and the fields behind it (protocol.md §2.2).
/// </summary>
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
