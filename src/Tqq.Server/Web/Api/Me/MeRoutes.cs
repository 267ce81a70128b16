using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core.Commands;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Server.Messaging;
using static Tqq.Server.Web.SettingWords;

namespace Tqq.Server.Web.Api.Me;

/// <summary>One's own account: profile, settings, status.</summary>
internal static class MeRoutes
{
    private const string Example = """
        { "uin": 10001, "nick": "小红", "status": "online", "created": "2027-01-31T08:00:00.000Z", "friends": 2,
          "profile": { "nick": "小红", "avatar": 27, "sex": "female", "age": 19, "bloodType": "AB", "city": "深圳" },
          "words": { "en": { "sex": "female", "bloodType": "AB" }, "zh": { "sex": "女", "bloodType": "AB型" } },
          "settings": { "whoMayAdd": "verify", "whoMayFind": "by-number", "whoSees": { "address": "friends", "mobile": "nobody", "school": "everyone" },
            "refusesStrangers": false,
            "wireLogin": "app-password", "allowedAddresses": [], "requiresKey": false, "keepsSent": "default", "keepsSentNow": true } }
        """;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/me", ShowAsync).Needs(ApiRight.Read)
            .Says("Shows the account that is signed in").Produces<MeBody>().Fails(ApiError.TooFast).Example(null, Example);
        api.MapPatch("/me", EditAsync).Needs(ApiRight.All)
            .Says("Changes profile and settings, all of it or nothing").Takes<MeEditBody>().Produces<MeBody>().Writes()
            .Fails(ApiError.TooFast, ApiError.OfAdministrator)
            .Example("""
                { "profile": { "city": "深圳", "bloodType": "AB" },
                  "settings": { "whoMayFind": "everyone", "whoSees": { "mobile": "friends" } } }
                """, Example);
        api.MapPut("/me/status", SetStatusAsync).Needs(ApiRight.All)
            .Says("Changes the status").Takes<StatusBody>().Produces<StatusBody>().Fails(ApiError.TooFast)
            .Example("""{ "status": "busy" }""", """{ "status": "busy" }""");
    }

    /// <summary>An account as it sees itself.</summary>
    public static MeBody Show(OwnAccount own)
    {
        var (profile, settings) = (own.Account.Profile, own.Account.Settings);
        return new(own.Account.Uin.Value, profile.Nick, Word(own.Status), own.Account.Created, own.Friends, ProfileForm.Show(profile),
            ProfileForm.Words(profile), new(
                Word(settings.WhoMayAdd), Word(settings.WhoMayFind), ProfileForm.Show(settings.WhoSees), settings.RefusesStrangers,
                Word(settings.Access.Login), [.. settings.Access.Addresses.Select(network => network.ToString())],
                settings.Access.RequiresKey, Word(settings.KeepsSent), own.KeepsSent),
            own.Account.Role == AdminRole.None ? null : Word(own.Account.Role));
    }

    private static async Task<IResult> ShowAsync(HttpContext context, IDeviceAccount accounts, CancellationToken ct)
    {
        var caller = context.Caller();
        var (refusal, own) = await accounts.ShowAsync(caller.Uin, caller.Device, ct);
        return refusal is { } why ? ApiOutcome.Refusal(why, "account")! : ApiJson.Answer(Show(own!), MeJson.Default.MeBody);
    }

    private static async Task<IResult> EditAsync(HttpContext context, IDeviceAccount accounts, CancellationToken ct)
    {
        var caller = context.Caller();
        var edit = ReadEdit(await BodyReader.ReadAsync(context.Request, MeJson.Default.MeEditBody, ct));
        // A token that was stolen must not lock its owner out.
        if (!caller.May(ApiRight.Owner) && (edit.Login is not null || edit.Addresses is not null || edit.RequiresKey is not null))
            return ApiProblem.Of(ApiError.NotAllowed,
                "no token may change settings.wireLogin, settings.allowedAddresses or settings.requiresKey: sign in with the password");
        if (edit.Addresses is { IsEmpty: false } allowed && !allowed.Any(network => network.Contains(caller.Address)))
            return ApiProblem.Of(ApiError.BadInput,
                $"settings.allowedAddresses must hold your own address, {caller.Address}: otherwise you could not change it again");
        return ApiOutcome.Refusal(await accounts.EditAsync(caller.Uin, caller.Device, edit, ct), "account")
            ?? await ShowAsync(context, accounts, ct);
    }

    private static async Task<IResult> SetStatusAsync(HttpContext context, IDeviceMessenger messenger, CancellationToken ct)
    {
        var caller = context.Caller();
        var body = await BodyReader.ReadAsync(context.Request, MeJson.Default.StatusBody, ct);
        var status = ReadWord<Status>(body.Status, "status")
            ?? throw new BadInputException(new("status", InputRule.Missing), "status is missing");
        var outcome = await messenger.ExecuteAsync(caller.Uin, caller.Device, caller.Address, new Operation.ChangeStatus(status), ct);
        return ApiOutcome.Refusal(outcome, "account") ?? ApiJson.Answer(body, MeJson.Default.StatusBody);
    }

    private static AccountEdit ReadEdit(MeEditBody body)
    {
        var settings = body.Settings ?? new();
        if (settings.KeepsSentNow is not null)
            throw new BadInputException(new("settings.keepsSentNow", InputRule.Other),
                "settings.keepsSentNow cannot be set: set settings.keepsSent");
        return new(
            body.Profile is { } profile ? ProfileForm.Read(profile) : [],
            ReadWord<WhoMayAdd>(settings.WhoMayAdd, "settings.whoMayAdd"),
            settings.RefusesStrangers,
            ReadWord<WireLogin>(settings.WireLogin, "settings.wireLogin"),
            settings.AllowedAddresses is { } addresses ? AccessWords.ReadAddresses(addresses) : null,
            settings.RequiresKey,
            ReadWord<KeepsSent>(settings.KeepsSent, "settings.keepsSent"),
            ReadWord<WhoMayFind>(settings.WhoMayFind, "settings.whoMayFind"),
            settings.WhoSees is { } audiences ? ProfileForm.Read(audiences, "settings.whoSees") : null);
    }
}
