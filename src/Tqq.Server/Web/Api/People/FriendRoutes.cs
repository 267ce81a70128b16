using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core.Commands;
using Tqq.Core.Contacts;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Server.Messaging;
using static Tqq.Server.Web.SettingWords;

namespace Tqq.Server.Web.Api.People;

/// <summary>Friends: who they are, and how they come and go (protocol.md §5.2 to §5.7).</summary>
internal static class FriendRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/friends", ListAsync).Needs(ApiRight.Read)
            .Says("Lists friends with their status").Produces<FriendList>().Fails(ApiError.BadInput, ApiError.TooFast)
            .Example(null, """
                { "friends": [{ "uin": 10002, "nick": "小明", "avatar": 27, "status": "online", "since": "2027-01-31T08:00:00.000Z",
                  "introduction": "深圳" }] }
                """);
        api.MapPost("/friends", AddAsync).Needs(ApiRight.All)
            .Says("Adds somebody as a friend, or asks them").Takes<NewFriendBody>().Produces<FriendOutcomeBody>()
            .Writes().Fails(ApiError.Missing, ApiError.TooFast, ApiError.MailboxFull)
            .Example("""{ "uin": 10002, "words": "我是小红" }""", """{ "outcome": "asked" }""");
        api.MapDelete("/friends/{uin:long}", RemoveAsync).Needs(ApiRight.All)
            .Says("Takes somebody off the list; theirs stays as it is").Produces(StatusCodes.Status204NoContent)
            .Writes().Fails(ApiError.BadInput, ApiError.Missing, ApiError.TooFast);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, string? after, int? limit, IDevicePeople people, IDeviceMessenger messenger, CancellationToken ct)
    {
        var caller = context.Caller();
        var most = ApiInput.Limit(limit);
        var (refusal, lines, next) = await people.ReadAsync(caller, AcquaintanceList.Friends, after, most, ct);
        if (refusal is not null)
            return refusal;
        var seen = (await messenger.ReadPresenceAsync(caller.Uin, caller.Device, ct) ?? []).ToDictionary(friend => friend.Uin);
        return ApiJson.Answer(
            new FriendList(
                [.. from line in lines
                    let status = seen.TryGetValue(line.Uin, out var friend) ? friend.Seen : Status.Offline
                    select new FriendBody(line.Uin.Value, line.Nick, line.Avatar, Word(status), line.Since, line.Introduction.OrNull())],
                next),
            PeopleJson.Default.FriendList);
    }

    private static async Task<IResult> AddAsync(
        HttpContext context, IDevicePeople people, IDeviceMessenger messenger, CancellationToken ct)
    {
        var caller = context.Caller();
        var body = await BodyReader.ReadAsync(context.Request, PeopleJson.Default.NewFriendBody, ct);
        var who = ApiInput.Uin(body.Uin, "uin");
        var words = body.Words is { } said ? PeopleInput.Words(said, "words") : null;
        if (!caller.Knows(who))
            return ApiProblem.OfOthers(caller);
        var added = await messenger.ExecuteAsync(caller.Uin, caller.Device, caller.Address, new Operation.AddFriend(who), ct);
        if (ApiOutcome.Refusal(added, $"account {who}") is { } refusal)
            return refusal;
        if (added.Answer is not Answer.AddAnswered { Outcome: AddOutcome.NeedsVerification })
            return Say(added.Answer is Answer.AddAnswered { Outcome: AddOutcome.Added } ? "added" : "refused");
        if (words is null)
            return Say("needs-words");
        var asked = await messenger.ExecuteAsync(caller.Uin, caller.Device, caller.Address, new Operation.AskFriend(who, words), ct);
        // One of both has got as many friends as it may have since then.
        if (asked.Answer is Answer.Refused { Reason: RefusalReason.TooManyFriends })
            return Say("refused");
        if (ApiOutcome.Refusal(asked, $"account {who}") is { } why)
            return why;
        // Whoever has asked the caller before is a friend by that.
        var (failure, friend) = await people.FindAsync(caller, AcquaintanceList.Friends, who, ct);
        return failure ?? Say(friend is null ? "asked" : "added");
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, long uin, IDeviceMessenger messenger, CancellationToken ct)
    {
        var (caller, who) = (context.Caller(), ApiInput.Uin(uin, "uin"));
        var outcome = await messenger.ExecuteAsync(caller.Uin, caller.Device, caller.Address, new Operation.RemoveFriend(who), ct);
        return ApiOutcome.Refusal(outcome, $"account {who}") ?? Results.NoContent();
    }

    private static IResult Say(string outcome) => ApiJson.Answer(new FriendOutcomeBody(outcome), PeopleJson.Default.FriendOutcomeBody);
}
