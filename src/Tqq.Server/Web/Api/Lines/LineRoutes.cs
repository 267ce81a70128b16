using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Tqq.Server.Messaging;
using Tqq.Server.Web.Api.Conversations;
using Tqq.Server.Web.Api.Events;

namespace Tqq.Server.Web.Api.Lines;

/// <summary>For scripts: a text is sent with one line, and what comes is one line each.</summary>
internal static class LineRoutes
{
    private const string Plain = "text/plain";
    private const string Lines = "application/x-ndjson";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapMethods("/to/{uin:long}", [HttpMethods.Post, HttpMethods.Put], SendAsync)
            .Needs(ApiRight.Send, ApiWays.Bearer | ApiWays.Query)
            .Says("Sends the body as a text, whatever its type: answers sent ID").Accepts<string>("*/*").Writes()
            .Produces<string>(StatusCodes.Status200OK, Plain)
            .Fails([ApiError.BadInput, ApiError.TooLarge, ApiError.NotText, .. ApiOutcome.OfSending])
            .Example("\"The heating is on\"", "\"sent 17\\n\"");
        api.MapGet("/listen", ListenAsync).Needs(ApiRight.Read).Charged()
            .Says("Streams messages that come in, one a line: FROM TEXT, or JSON where Accept names application/x-ndjson")
            .Produces<string>(StatusCodes.Status200OK, Plain, Lines).Fails(ApiError.BadInput, ApiError.Gone, ApiError.TooManyStreams)
            .Example(null, "\"10002 The heating is on\\n\"");
    }

    private static async Task<IResult> SendAsync(HttpContext context, IDeviceLog log, long uin, CancellationToken ct,
        [FromHeader(Name = "Idempotency-Key")] string? key = null)
    {
        var (caller, peer) = (context.Caller(), ApiInput.Uin(uin, "uin"));
        if (context.Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) is true)
            return ApiProblem.Of(ApiError.NotText, ApiError.NotText.Meaning);
        var text = TextOf((await BodyReader.ReadBytesAsync(context.Request, ct)).Span);
        var (refusal, sent) = await Sending.SendAsync(log, caller, peer, ApiInput.Text(text, "the body"), ApiInput.Key(key), ct);
        return refusal ?? Results.Text(
            sent.Number is { } number ? string.Create(CultureInfo.InvariantCulture, $"sent {number}\n") : "sent\n", Plain, Encoding.UTF8);
    }

    // One line end at the end is of the tool that has sent it, not of the text.
    private static string TextOf(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body))
            throw new BadInputException("the body is not UTF-8, but must be a text in UTF-8");
        var length = body.Length;
        if (length > 0 && body[length - 1] == '\n')
            length--;
        if (length > 0 && body[length - 1] == '\r')
            length--;
        return Encoding.UTF8.GetString(body[..length]);
    }

    private static Task<IResult> ListenAsync(
        HttpContext context, StreamDoor streams, IDeviceLog log, IDeviceMessenger messenger, TimeProvider time,
        string? after = null, string? since = null, int? count = null)
    {
        if (after is not null && since is not null)
            throw new BadInputException("after and since are both there, but only one of them may be");
        if (count is < 1)
            throw new BadInputException(new("count", InputRule.Number, 1), string.Create(CultureInfo.InvariantCulture,
                $"count is {count}, but must be a number above 0"));
        LogPosition? position = after is null ? null : LogPosition.Parse(after, "after");
        DateTimeOffset? from = since is null ? null : time.GetUtcNow() - ApiInput.Duration(since, "since");
        var asJson = context.Request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase);
        return streams.RunAsync(context, asJson ? Lines : Plain + "; charset=utf-8", (live, gone) =>
            new LineStream(live, context.Caller(), log, messenger, asJson).RunAsync(position, from, count, gone));
    }
}
