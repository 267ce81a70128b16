using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Requests;

namespace Tqq.Protocol.Commands;

/// <summary>A body in, a request or a failure out (protocol.md §2, §5). Any bytes whatever may come in; nothing is ever thrown.</summary>
public static class RequestParser
{
    /// <summary>Reads a request.</summary>
    /// <param name="body">The body; CR and LF at its end are cut off.</param>
    /// <param name="isLabelledForm">Whether the request says that it is `application/x-www-form-urlencoded`.</param>
    /// <param name="head">What every request has.</param>
    /// <param name="request">What this command has.</param>
    /// <param name="failure">What is wrong, where the method returns false.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> body, bool isLabelledForm, out RequestHead head, [NotNullWhen(true)] out Request? request,
            out ParseFailure failure)
    {
        body = body.TrimEnd("\r\n"u8);
        var fields = new BodyFields(body, isLabelledForm && Escaping.WritesSpacesAsPlus(body));
        request = null;
        failure = ReadHead(fields, out head);
        if (failure == ParseFailure.None)
            failure = head.Command.Row.ReadRequest(fields, out request);
        return request is not null;
    }

    /// <summary>What a body gives as its command, for the log: printable ASCII, at most 32 characters, empty where there is none.</summary>
    public static string CommandForLog(ReadOnlySpan<byte> body) =>
        new BodyFields(body, plusIsSpace: false).TryGetRaw("CMD"u8, out var name) ? FailureInWords.Shown(name) : "";

    private static ParseFailure ReadHead(BodyFields fields, out RequestHead head)
    {
        head = default;
        var failure = CommonHead.Read(fields, out var common);
        if (failure != ParseFailure.None)
            return failure;
        if (!fields.TryGetText("SK"u8, isTrimmed: true, out var key))
            return ParseFailure.BadText;
        var failureOfReceipt = ReadReceipt(fields, key, out var receipt);
        head = new(common.Version, common.Command, common.Seq, common.Uin, key, receipt);
        return failureOfReceipt;
    }

    // Only beside a key: to all other clients AK is a key like any other that is not known (§2).
    private static ParseFailure ReadReceipt(BodyFields fields, string? key, out Receipt? receipt)
    {
        receipt = null;
        Span<byte> scratch = stackalloc byte[128];
        if (key is null || !fields.TryGetRaw("AK"u8, out _))
            return ParseFailure.None;
        if (!fields.TryGetShort("AK"u8, scratch, out var text) || !Receipt.TryParse(text, out var given))
            return ParseFailure.BadNumber;
        receipt = given;
        return ParseFailure.None;
    }
}

/// <summary>
/// Writes a request as a client sends it: `VER=..&amp;CMD=..&amp;SEQ=..&amp;UIN=..[&amp;SK=..][&amp;AK=..]` and the
/// command's fields (protocol.md §2, §5).
/// </summary>
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
