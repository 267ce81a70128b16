using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Tqq.Core.Log;
using Tqq.Core.Operations;
using Tqq.Server.Messaging;

namespace Tqq.Server.Web.Api.Conversations;

/// <summary>What was said with somebody: pages of it, one more text, and one less.</summary>
internal static class MessageRoutes
{
    private const string Path = ConversationRoutes.One + "/messages";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(Path, ListAsync).Needs(ApiRight.Read).Charged()
            .Says("Reads what was said with somebody: backwards from the newest or from before, forwards from after")
            .Produces<MessagesBody>().Fails(ApiError.BadInput)
            .Example(null, """
                { "messages": [
                  { "id": "18", "kind": "message", "peer": 10002, "at": "2027-01-31T08:00:01.000Z", "sent": true, "text": "你好",
                    "key": "a1" },
                  { "id": "17", "kind": "message", "peer": 10002, "at": "2027-01-31T08:00:00.000Z", "sent": false, "text": "hi" }],
                  "next": "17" }
                """);
        api.MapPost(Path, SendAsync).Needs(ApiRight.Send)
            .Says("Sends a text: 201 says that it is on the server's disk").Takes<SendBody>().Writes()
            .Produces<SentBody>(StatusCodes.Status201Created).Fails(ApiOutcome.OfSending)
            .Example("""{ "text": "你好" }""", """{ "id": "18", "at": "2027-01-31T08:00:01.000Z" }""");
        api.MapGet("/messages", SearchAsync).Needs(ApiRight.Read).Charged()
            .Says("Searches all messages, or those of one conversation, newest first; without search it reads them all")
            .Produces<MessagesBody>().Fails(ApiError.BadInput)
            .Example(null, """
                { "messages": [
                  { "id": "18", "kind": "message", "peer": 10002, "at": "2027-01-31T08:00:01.000Z", "sent": true, "text": "你好" }] }
                """);
        api.MapDelete($"{Path}/{{id:long}}", DeleteAsync).Needs(ApiRight.All).Charged()
            .Says("Deletes a message for this account: the other keeps it").Writes()
            .Produces(StatusCodes.Status204NoContent).Fails(ApiError.Missing, ApiError.BadInput);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IDeviceLog log, long uin, CancellationToken ct,
        string? before = null, string? after = null, int? limit = null)
    {
        var (caller, peer, most) = (context.Caller(), ApiInput.Peer(uin, "uin"), ApiInput.Limit(limit));
        if (before is not null && after is not null)
            throw new BadInputException("before and after are both there, but only one of them may be");
        var items = ApiInput.Id(after, "after") is { } behind
            ? await log.ReadPageAfterAsync(caller.Uin, caller.Device, peer, behind, most, ct)
            : await log.ReadPageAsync(caller.Uin, caller.Device, peer, ApiInput.Id(before, "before") ?? long.MaxValue, most, ct);
        return items is { } found
            ? ApiJson.Answer(new MessagesBody(
                [.. found.Select(MessageBody.Of)],
                found.Length == most ? found[^1].Number.ToString(CultureInfo.InvariantCulture) : null),
                ConversationJson.Default.MessagesBody)
            : ApiProblem.SessionOver();
    }

    private static async Task<IResult> SearchAsync(HttpContext context, IDeviceLog log, CancellationToken ct,
        string? search = null, long? peer = null, string? before = null, int? limit = null)
    {
        var (caller, most, from) = (context.Caller(), ApiInput.Limit(limit), ApiInput.Id(before, "before") ?? long.MaxValue);
        Core.Uin? of = peer is { } named ? ApiInput.Peer(named, "peer") : caller.Peers is [var only] ? only : null;
        // Its search has to name one of its people: a cursor behind what others said would tell what words they used.
        if (!caller.Peers.IsEmpty && (of is not { } one || !caller.Knows(one)))
            return ApiProblem.OfOthers(caller);
        var found = search is null
            ? await log.ReadPageAsync(caller.Uin, caller.Device, of, from, most, ct) is { } page
                ? new LogFound(page, page.Length == most ? page[^1].Number : null) : null
            : await log.SearchAsync(caller.Uin, caller.Device, search, of, from, most, ct);
        return found is null ? ApiProblem.SessionOver() : ApiJson.Answer(
            new MessagesBody([.. found.Items.Select(MessageBody.Of)], found.Next?.ToString(CultureInfo.InvariantCulture)),
            ConversationJson.Default.MessagesBody);
    }

    private static async Task<IResult> SendAsync(HttpContext context, IDeviceLog log, long uin, CancellationToken ct,
        [FromHeader(Name = "Idempotency-Key")] string? key = null)
    {
        var (caller, peer) = (context.Caller(), ApiInput.Uin(uin, "uin"));
        var body = await BodyReader.ReadAsync(context.Request, ConversationJson.Default.SendBody, ct);
        var (refusal, sent) = await Sending.SendAsync(log, caller, peer, ApiInput.Text(body.Text, "text"), ApiInput.Key(key), ct);
        return refusal ?? ApiJson.Answer(new SentBody(sent.Number?.ToString(CultureInfo.InvariantCulture), sent.At),
            ConversationJson.Default.SentBody, StatusCodes.Status201Created);
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, IDeviceLog log, long uin, long id, CancellationToken ct)
    {
        var (caller, peer) = (context.Caller(), ApiInput.Peer(uin, "uin"));
        var found = id is > 0 and < long.MaxValue ? await log.ReadPageAsync(caller.Uin, caller.Device, peer, id + 1, 1, ct) : [];
        if (found is [{ } item] && item.Number == id && item.Peer == peer)
            return await log.DeleteAsync(caller.Uin, caller.Device, id, ct) ? Results.NoContent() : ApiProblem.SessionOver();
        return ApiProblem.Of(ApiError.Missing, "there is no such message in this conversation");
    }
}

/// <summary>Sends texts, for each of the routes that do.</summary>
internal static class Sending
{
    /// <summary>Sends a text.</summary>
    /// <returns>Why it was refused, or null and what became of it.</returns>
    public static async ValueTask<(IResult? Refusal, DeviceSent Sent)> SendAsync(
        IDeviceLog log, ApiCaller caller, Core.Uin peer, string text, string? key, CancellationToken ct)
    {
        if (!ApiInput.IsShort(text))
            return (ApiOutcome.Refusal(new Answer.Refused(RefusalReason.TooLong), $"account {peer}"), default);
        var sent = await log.SendAsync(caller.Uin, caller.Device, caller.Address, peer, text, key, ct);
        return (ApiOutcome.Refusal(sent.Outcome, $"account {peer}"), sent);
    }
}
