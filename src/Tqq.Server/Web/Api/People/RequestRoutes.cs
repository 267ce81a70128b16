using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core.Commands;
using Tqq.Core.Contacts;
using Tqq.Server.Messaging;

namespace Tqq.Server.Web.Api.People;

/// <summary>Requests to become a friend, in and out, and their answers (protocol.md §5.6).</summary>
internal static class RequestRoutes
{
    private const string Example = """
        { "requests": [{ "uin": 10003, "nick": "Ann", "avatar": 0, "words": "我是小安", "at": "2027-01-31T08:00:00.000Z" }] }
        """;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/requests/in", (HttpContext context, string? after, int? limit, IDevicePeople people, CancellationToken ct) =>
                ListAsync(context, AcquaintanceList.Asking, after, limit, people, ct)).Needs(ApiRight.Read)
            .Says("Lists who asks to become a friend and waits for an answer").Produces<RequestList>()
            .Fails(ApiError.BadInput, ApiError.TooFast).Example(null, Example);
        api.MapGet("/requests/out", (HttpContext context, string? after, int? limit, IDevicePeople people, CancellationToken ct) =>
                ListAsync(context, AcquaintanceList.Asked, after, limit, people, ct)).Needs(ApiRight.Read)
            .Says("Lists who was asked, and what they answered").Produces<RequestList>()
            .Fails(ApiError.BadInput, ApiError.TooFast).Example(null, """
                { "requests": [{ "uin": 10003, "nick": "Ann", "avatar": 0, "words": "我是小红", "at": "2027-01-31T08:00:00.000Z",
                  "state": "refused", "answered": "2027-01-31T09:00:00.000Z", "reason": "who are you?" }] }
                """);
        api.MapDelete("/requests/out/{uin:long}", DismissAsync).Needs(ApiRight.All)
            .Says("Takes a request of one's own off the list; one that waits may be answered all the same")
            .Produces(StatusCodes.Status204NoContent).Fails(ApiError.BadInput, ApiError.Missing, ApiError.TooFast);
        api.MapPost("/requests/in/{uin:long}/accept", AcceptAsync).Needs(ApiRight.All)
            .Says("Accepts a request").Produces(StatusCodes.Status204NoContent).Writes()
            .Fails(ApiError.BadInput, ApiError.Missing, ApiError.TooFast, ApiError.Refused, ApiError.MailboxFull);
        api.MapPost("/requests/in/{uin:long}/refuse", RefuseAsync).Needs(ApiRight.All)
            .Says("Refuses a request").Takes<RefusalBody>().Produces(StatusCodes.Status204NoContent).Writes()
            .Fails(ApiError.Missing, ApiError.TooFast, ApiError.MailboxFull).Example("""{ "reason": "who are you?" }""", null);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, AcquaintanceList list, string? after, int? limit, IDevicePeople people, CancellationToken ct)
    {
        var caller = context.Caller();
        var most = ApiInput.Limit(limit);
        var (refusal, lines, next) = await people.ReadAsync(caller, list, after, most, ct);
        return refusal ?? ApiJson.Answer(
            new RequestList(
                [.. lines.Select(line => new RequestBody(line.Uin.Value, line.Nick, line.Avatar, line.Words, line.Since,
                    line.Introduction.OrNull(), list == AcquaintanceList.Asked ? StateOf(line) : null, line.Answer?.At,
                    line.Answer?.Reason.OrNull()))],
                next),
            PeopleJson.Default.RequestList);
    }

    private static string StateOf(Acquaintance line) => line.Answer switch
    {
        null => "waiting",
        { IsAccepted: true } => "accepted",
        _ => "refused",
    };

    private static async Task<IResult> DismissAsync(
        HttpContext context, long uin, IDevicePeople people, IDeviceMessenger messenger, CancellationToken ct)
    {
        var (caller, who) = (context.Caller(), ApiInput.Uin(uin, "uin"));
        var (refusal, asked) = await people.FindAsync(caller, AcquaintanceList.Asked, who, ct);
        if (refusal is not null)
            return refusal;
        if (asked is null)
            return ApiProblem.Of(ApiError.Missing, $"no request to account {who} is on the list");
        var outcome = await messenger.ExecuteAsync(caller.Uin, caller.Device, caller.Address, new Operation.ForgetAsked(who), ct);
        return ApiOutcome.Refusal(outcome, $"account {who}") ?? Results.NoContent();
    }

    private static Task<IResult> AcceptAsync(
        HttpContext context, long uin, IDevicePeople people, IDeviceMessenger messenger, CancellationToken ct) =>
        AnswerAsync(context, uin, new Operation.AcceptFriend(ApiInput.Uin(uin, "uin")), people, messenger, ct);

    private static async Task<IResult> RefuseAsync(
        HttpContext context, long uin, IDevicePeople people, IDeviceMessenger messenger, CancellationToken ct)
    {
        var body = await BodyReader.ReadAsync(context.Request, PeopleJson.Default.RefusalBody, ct);
        var reason = PeopleInput.Words(body.Reason ?? "", "reason");
        return await AnswerAsync(context, uin, new Operation.RefuseFriend(ApiInput.Uin(uin, "uin"), reason), people, messenger, ct);
    }

    // To a request that nobody made the wire says RES=0, and does nothing. Here that can be said.
    private static async Task<IResult> AnswerAsync(
        HttpContext context, long uin, Operation answer, IDevicePeople people, IDeviceMessenger messenger, CancellationToken ct)
    {
        var (caller, who) = (context.Caller(), ApiInput.Uin(uin, "uin"));
        var (refusal, asking) = await people.FindAsync(caller, AcquaintanceList.Asking, who, ct);
        if (refusal is not null)
            return refusal;
        if (asking is null)
            return ApiProblem.Of(ApiError.Missing, $"no request of account {who} waits for an answer");
        var outcome = await messenger.ExecuteAsync(caller.Uin, caller.Device, caller.Address, answer, ct);
        return ApiOutcome.Refusal(outcome, $"account {who}") ?? Results.NoContent();
    }
}
