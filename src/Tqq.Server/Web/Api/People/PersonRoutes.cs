using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core.Commands;
using Tqq.Core.Contacts;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Server.Messaging;

namespace Tqq.Server.Web.Api.People;

/// <summary>Others: how they are found, what they show, and what one notes of them.</summary>
internal static class PersonRoutes
{
    private const string Example = """{ "people": [{ "uin": 10002, "nick": "小明", "avatar": 27, "introduction": "深圳" }] }""";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/people", FindAsync).Needs(ApiRight.Read)
            .Says("Finds people by their number or by the beginning of their nickname, as they want to be found")
            .Produces<PeopleList>().Fails(ApiError.BadInput, ApiError.TooFast).Example(null, Example);
        api.MapGet("/people/{uin:long}", ShowAsync).Needs(ApiRight.Read)
            .Says("Shows somebody, as they let the caller see them").Produces<PersonBody>()
            .Fails(ApiError.BadInput, ApiError.Missing, ApiError.TooFast).Example(null, """
                { "uin": 10002, "nick": "小明", "avatar": 27, "friend": true, "blocked": false, "muted": false,
                  "profile": { "nick": "小明", "avatar": 27, "sex": "male", "zodiac": "dragon", "email": "bao@example.net" },
                  "words": { "en": { "sex": "male", "zodiac": "dragon" }, "zh": { "sex": "男", "zodiac": "龙" } }, "status": "online",
                  "forFriends": ["email"] }
                """);
        List(api, "/blocked", AcquaintanceList.Blocked).Says("Lists whom the caller has blocked");
        List(api, "/muted", AcquaintanceList.Muted).Says("Lists whom the caller has muted");
        Mark(api, HttpMethods.Put, "block", (true, null)).Says("Blocks somebody: what they send is swallowed, and they are not told")
            .Fails(ApiError.Missing, ApiError.TooMany);
        Mark(api, HttpMethods.Delete, "block", (false, null)).Says("Takes a block back");
        Mark(api, HttpMethods.Put, "mute", (null, true)).Says("Mutes somebody: what they send is not announced")
            .Fails(ApiError.Missing, ApiError.TooMany);
        Mark(api, HttpMethods.Delete, "mute", (null, false)).Says("Takes a mute back");
    }

    private static RouteHandlerBuilder List(RouteGroupBuilder api, string path, AcquaintanceList list) =>
        api.MapGet(path, (HttpContext context, string? after, int? limit, IDevicePeople people, CancellationToken ct) =>
                ListAsync(context, list, after, limit, people, ct)).Needs(ApiRight.Read)
            .Produces<PeopleList>().Fails(ApiError.BadInput, ApiError.TooFast).Example(null, Example);

    private static RouteHandlerBuilder Mark(
        RouteGroupBuilder api, string method, string name, (bool? IsBlocked, bool? IsMuted) mark) =>
        api.MapMethods($"/people/{{uin:long}}/{name}", [method],
                (HttpContext context, long uin, IDeviceMessenger messenger, CancellationToken ct) =>
                    MarkAsync(context, uin, mark, messenger, ct)).Needs(ApiRight.All)
            .Produces(StatusCodes.Status204NoContent).Writes().Fails(ApiError.BadInput, ApiError.TooFast);

    private static async Task<IResult> FindAsync(
        HttpContext context, string? q, string? after, int? limit, IDevicePeople people, CancellationToken ct)
    {
        var caller = context.Caller();
        var most = ApiInput.Limit(limit);
        // How many others there are, and what comes behind them, is not told to it either.
        if (!caller.Peers.IsEmpty)
            return ApiProblem.OfOthers(caller);
        var (refusal, found) = await people.FindAsync(
            caller.Uin, caller.Device, PeopleInput.Search(q), PeopleInput.AfterFound(after), most, ct);
        return refusal is { } why ? ApiOutcome.Refusal(why, "account")! : ApiJson.Answer(
            new PeopleList(
                [.. found.Select(one => new SomebodyBody(one.Uin.Value, one.Nick, one.Avatar, one.Introduction.OrNull()))],
                found.Length == most ? PeopleInput.Next(found[^1]) : null),
            PeopleJson.Default.PeopleList);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, long uin, IDevicePeople people, IDeviceMessenger messenger, CancellationToken ct)
    {
        var (caller, who) = (context.Caller(), ApiInput.Uin(uin, "uin"));
        var outcome = await messenger.ExecuteAsync(caller.Uin, caller.Device, caller.Address, new Operation.ShowProfile(who), ct);
        if (ApiOutcome.Refusal(outcome, $"account {who}") is { } refusal)
            return refusal;
        var (failure, friend) = await people.FindAsync(caller, AcquaintanceList.Friends, who, ct);
        if (failure is not null)
            return failure;
        var mark = (await people.ReadMarksAsync(caller.Uin, caller.Device, ct) ?? []).FirstOrDefault(mark => mark.Peer == who);
        var seen = friend is null ? []
            : (await messenger.ReadPresenceAsync(caller.Uin, caller.Device, ct) ?? []).Where(one => one.Uin == who).ToList();
        return ApiJson.Answer(
            PersonBody.Of(who, ((Answer.ProfileShown)outcome.Answer).Seen, friend is not null, mark,
                friend is null ? null : seen is [var one] ? one.Seen : Status.Offline),
            PeopleJson.Default.PersonBody);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, AcquaintanceList list, string? after, int? limit, IDevicePeople people, CancellationToken ct)
    {
        var caller = context.Caller();
        var most = ApiInput.Limit(limit);
        var (refusal, lines, next) = await people.ReadAsync(caller, list, after, most, ct);
        return refusal ?? ApiJson.Answer(
            new PeopleList(
                [.. lines.Select(line => new SomebodyBody(line.Uin.Value, line.Nick, line.Avatar, line.Introduction.OrNull()))], next),
            PeopleJson.Default.PeopleList);
    }

    private static async Task<IResult> MarkAsync(
        HttpContext context, long uin, (bool? IsBlocked, bool? IsMuted) mark, IDeviceMessenger messenger, CancellationToken ct)
    {
        var (caller, who) = (context.Caller(), ApiInput.Uin(uin, "uin"));
        if (who == caller.Uin)
            return ApiProblem.Of(ApiError.BadInput, "uin is one's own, but must be that of another account");
        var outcome = await messenger.ExecuteAsync(
            caller.Uin, caller.Device, caller.Address, new Operation.MarkPeer(who, mark.IsBlocked, mark.IsMuted), ct);
        return ApiOutcome.Refusal(outcome, $"account {who}") ?? Results.NoContent();
    }
}
