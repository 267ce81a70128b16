using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core.Log;
using Tqq.Server.Messaging;

namespace Tqq.Server.Web.Api.Conversations;

/// <summary>Conversations: the list of them, how far each was read, and the end of one.</summary>
internal static class ConversationRoutes
{
    /// <summary>Where one conversation is.</summary>
    public const string One = "/conversations/{uin:long}";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/conversations", ListAsync).Needs(ApiRight.Read).Charged()
            .Says("Lists conversations by their last messages, newest first").Produces<ConversationsBody>().Fails(ApiError.BadInput)
            .Example(null, """
                { "conversations": [{
                  "peer": 10002, "unread": 1, "muted": false, "nick": "Bao", "avatar": 27, "readThrough": "15",
                  "last": { "id": "17", "kind": "message", "peer": 10002, "at": "2027-01-31T08:00:00.000Z", "sent": false,
                    "text": "好" } }] }
                """);
        api.MapPost($"{One}/read", MarkReadAsync).Needs(ApiRight.Read).Charged()
            .Says("Marks a conversation as read, up to a message").Takes<ReadBody>().Writes()
            .Produces(StatusCodes.Status204NoContent).Fails(ApiError.Missing)
            .Example("""{ "through": "17" }""", null);
        api.MapDelete(One, DeleteAsync).Needs(ApiRight.All).Charged()
            .Says("Deletes a conversation for this account: the other keeps it").Writes()
            .Produces(StatusCodes.Status204NoContent).Fails(ApiError.BadInput);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, IDeviceLog log, IDeviceMessenger messenger, IDevicePeople people, CancellationToken ct, string? before = null,
        int? limit = null)
    {
        var (caller, most) = (context.Caller(), ApiInput.Limit(limit));
        if (await ReadKnownAsync(log, caller, ApiInput.Id(before, "before") ?? long.MaxValue, most, ct) is not { } known)
            return ApiProblem.SessionOver();
        var looks = await messenger.ReadLooksAsync(caller.Uin, known.Select(one => one.Peer), ct);
        var muted = (await people.ReadMarksAsync(caller.Uin, caller.Device, ct) ?? []).Where(mark => mark.IsMuted).Select(mark =>
            mark.Peer).ToHashSet();
        var shown = new List<ConversationBody>(known.Count);
        foreach (var one in known)
        {
            var look = looks.TryGetValue(one.Peer, out var seen) ? seen : default((string Nick, int Avatar)?);
            shown.Add(new(one.Peer.Value, one.Unread, muted.Contains(one.Peer), look?.Nick, look?.Avatar,
                one.LastItem is { } last ? MessageBody.Of(last) : null, one.ReadThrough > 0 ? Text(one.ReadThrough) : null,
                await IsOnlyRequestAsync(log, caller, one, ct) ? true : null));
        }

        return ApiJson.Answer(new ConversationsBody(shown, known.Count == most ? Text(known[^1].Last) : null),
            ConversationJson.Default.ConversationsBody);
    }

    // Whoever shows requests in a list of their own must not leave out what was said before one.
    private static async ValueTask<bool> IsOnlyRequestAsync(IDeviceLog log, ApiCaller caller, Conversation one, CancellationToken ct) =>
        one.LastItem is { Kind: LogKind.FriendRequest } last
        && await log.ReadPageAsync(caller.Uin, caller.Device, one.Peer, last.Number, 1, ct) is { IsEmpty: true };

    // A token that is for certain people is told of them alone, by the cursor, too: it reads on until it has found them all.
    private static async ValueTask<List<Conversation>?> ReadKnownAsync(
        IDeviceLog log, ApiCaller caller, long before, int most, CancellationToken ct)
    {
        var known = new List<Conversation>();
        while (await log.ListConversationsAsync(caller.Uin, caller.Device, before, most, ct) is { } found)
        {
            known.AddRange(found.Where(one => caller.Knows(one.Peer)).Take(most - known.Count));
            if (found.Length < most || known.Count == most || (!caller.Peers.IsEmpty && known.Count == caller.Peers.Length))
                return known;
            before = found[^1].Last;
        }

        return null;
    }

    private static async Task<IResult> MarkReadAsync(HttpContext context, IDeviceLog log, long uin, CancellationToken ct)
    {
        var (caller, peer) = (context.Caller(), ApiInput.Peer(uin, "uin"));
        var body = await BodyReader.ReadAsync(context.Request, ConversationJson.Default.ReadBody, ct);
        return await log.MarkReadAsync(caller.Uin, caller.Device, peer, ApiInput.Id(body.Through, "through") ?? long.MaxValue, ct)
            ? Results.NoContent()
            : ApiProblem.Of(ApiError.Missing, "nothing was said with this account, or through is below 1");
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, IDeviceLog log, long uin, CancellationToken ct)
    {
        var (caller, peer) = (context.Caller(), ApiInput.Peer(uin, "uin"));
        for (var before = long.MaxValue; before > 0;)
        {
            if (await log.DeleteSomeAsync(caller.Uin, caller.Device, peer, before, ct) is not { } next)
                return ApiProblem.SessionOver();
            before = next;
        }

        return Results.NoContent();
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
