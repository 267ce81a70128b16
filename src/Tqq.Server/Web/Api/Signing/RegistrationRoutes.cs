using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core.Profiles;
using Tqq.Server.Messaging;
using Tqq.Server.Storage;

namespace Tqq.Server.Web.Api.Signing;

/// <summary>Making an account, where that is open to people.</summary>
internal static class RegistrationRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/registration", Show).Needs(ApiRight.None).Says("Says who may make an account").Produces<RegistrationBody>()
            .Example(null, """{ "registration": "invite" }""");
        api.MapPost("/registration", RegisterAsync).Needs(ApiRight.None).Says("Makes an account and signs in").Takes<NewOwnAccountBody>()
            .Writes().Produces<SignedInBody>(StatusCodes.Status201Created)
            .Fails(ApiError.Closed, ApiError.NoInvitation, ApiError.NeedsHttps, ApiError.ForeignPage, ApiError.NumberTaken,
                ApiError.TooFast)
            .Example("""{ "nick": "小红", "password": "correct horse", "invitation": "k7m2-q9xw-4pd0", "token": true }""",
                """{ "uin": 123456, "session": "1", "token": "tq_0123456789ABCDEFGHIJKLMNOPQRSTUV1ggZdL" }""");
        api.MapPost("/registration/invitation", CheckAsync).Needs(ApiRight.None).Says("Says whether an invitation is good")
            .Takes<InvitationCheckBody>().Produces<GoodBody>()
            .Fails(ApiError.NeedsHttps, ApiError.ForeignPage, ApiError.TooFast, ApiError.Busy, ApiError.Fault)
            .Example("""{ "invitation": "k7m2-q9xw-4pd0" }""", """{ "good": false }""");
    }

    private static Profile Faced(Profile profile, long? avatar)
    {
        if (avatar?.ToString(CultureInfo.InvariantCulture) is not { } chosen)
            return profile;
        var (path, rule) = ("avatar", FieldRules.Of(ProfileField.FC));
        return rule.IsLegal!(chosen) ? profile.With(ProfileField.FC, chosen)
            : throw new BadInputException($"{path} must be {rule.Allowed}");
    }

    private static IResult Show(HttpContext context, RegistrationPolicy policy, SigningDoor door, ServerFacts facts) => ApiJson.Answer(
        new(SettingWords.Word(policy.Now), door.RefuseWay(context) is null ? null : true, facts.OtherProgram),
        SigningJson.Default.RegistrationBody);

    // A page says at once of a link that it was used, and not when somebody has filled in all of it.
    private static async Task<IResult> CheckAsync(
        HttpContext context, IRegistration registration, SigningDoor door, RegistrationLimits limits, CancellationToken ct)
    {
        if ((door.RefuseWay(context) ?? door.RefusePage(context)) is { } refusal)
            return refusal;
        var body = await BodyReader.ReadAsync(context.Request, SigningJson.Default.InvitationCheckBody, ct);
        var code = body.Invitation
            ?? throw new BadInputException(new("invitation", InputRule.Missing), "invitation is missing, but must be the code of one");
        var address = context.Address();
        if (limits.TryTake(address, byInvitation: true) is { } wait)
            return ApiProblem.Of(ApiError.TooFast, 
                "too many accounts were made, or numbers and invitations tried, from this address: try again later", wait);
        var isGood = await registration.IsGoodAsync(code, ct);
        // A wrong one counts like one that an account was to be made with: nobody guesses faster here.
        if (isGood)
            limits.GiveBack(address, byInvitation: true);
        return ApiJson.Answer(new(isGood), SigningJson.Default.GoodBody);
    }

    private static async Task<IResult> RegisterAsync(
        HttpContext context, IRegistration registration, SigningDoor door, RegistrationLimits limits, RegistrationPolicy policy,
        CancellationToken ct)
    {
        var mode = policy.Now;
        if (mode == RegistrationMode.Closed)
            return ApiProblem.Of(ApiError.Closed, "accounts are made by the administrator here");
        if (door.RefuseWay(context) is { } refusal)
            return refusal;
        var body = await BodyReader.ReadAsync(context.Request, SigningJson.Default.NewOwnAccountBody, ct);
        var profile = Faced(NickWords.Read(body.Nick), body.Avatar);
        var password = ApiInput.NewPassword(body.Password, "password");
        var uin = body.Uin is { } chosen ? ApiInput.Uin(chosen, "uin") : (Core.Uin?)null;
        var opening = door.Opening(context, body.Token == true, body.Device, body.Stay != false);
        if (opening.Refusal is { } foreign)
            return foreign;
        // Whoever has an invitation shows it, also where anybody may make an account: then the limit of addresses is none of his.
        if (body.Invitation is null && mode == RegistrationMode.Invite)
            return ApiProblem.Of(ApiError.NoInvitation, "an account takes an invitation here: ask the administrator for one",
                fault: new("invitation", InputRule.Missing));
        var (address, byInvitation) = (context.Address(), body.Invitation is not null);
        if (limits.TryTake(address, byInvitation) is { } wait)
            return ApiProblem.Of(ApiError.TooFast,
                "too many accounts were made, or numbers and invitations tried, from this address: try again later", wait);
        var (outcome, made) = await registration.RegisterAsync(uin, profile, password, body.Invitation, address, ct);
        // A number that is taken counts: otherwise anybody could learn which numbers there are.
        if (outcome == RegistrationOutcome.NotLookedAt || (byInvitation && outcome == RegistrationOutcome.Made))
            limits.GiveBack(address, byInvitation);
        return outcome switch
        {
            RegistrationOutcome.Made => await door.OpenAsync(context, made, opening, ct),
            RegistrationOutcome.NotLookedAt => ApiProblem.Of(ApiError.TooFast,
                "too many wait to sign in: the password was not looked at", HeldSignIns.TryAgain),
            RegistrationOutcome.NoInvitation => ApiProblem.Of(ApiError.NoInvitation,
                "there is no such invitation, or it is used up or over", fault: new("invitation", InputRule.Proof)),
            _ => ApiProblem.Of(ApiError.NumberTaken, uin is null
                ? "no number was free: try again, or choose one"
                : string.Create(CultureInfo.InvariantCulture, $"{uin.Value.Value} is somebody's, or was: choose another, or leave uin out"),
                fault: uin is null ? null : new("uin", InputRule.FreeNumber)),
        };
    }
}
