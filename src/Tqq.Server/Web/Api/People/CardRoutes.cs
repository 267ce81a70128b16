using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Server.Messaging;

namespace Tqq.Server.Web.Api.People;

/// <summary>One's own card as others see it.</summary>
internal static class CardRoutes
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/me/card", ShowAsync).Needs(ApiRight.Read)
        .Says("Shows the account that is signed in as a friend or a stranger sees it").Produces<PersonBody>()
        .Fails(ApiError.BadInput, ApiError.TooFast).Example(null, """
            { "uin": 10001, "nick": "小红", "avatar": 27, "friend": false, "blocked": false, "muted": false,
              "profile": { "nick": "小红", "avatar": 27, "sex": "female", "age": 19, "mobile": "136********" },
              "words": { "en": { "sex": "female" }, "zh": { "sex": "女" } } }
            """);

    private static async Task<IResult> ShowAsync(HttpContext context, string? @as, IDeviceAccount accounts, CancellationToken ct)
    {
        var caller = context.Caller();
        var viewer = @as switch
        {
            "friend" => Viewer.Friend,
            "stranger" => Viewer.Stranger,
            _ => throw new BadInputException("as must be friend or stranger"),
        };
        var (refusal, own) = await accounts.ShowAsync(caller.Uin, caller.Device, ct);
        if (refusal is { } why)
            return ApiOutcome.Refusal(why, "account")!;
        var isFriend = viewer == Viewer.Friend;
        return ApiJson.Answer(
            PersonBody.Of(caller.Uin, own!.Account.Profile.SeenBy(viewer, own.Account.Settings.WhoSees), isFriend, default,
                isFriend ? own.Status.SeenByOthers : null),
            PeopleJson.Default.PersonBody);
    }
}
