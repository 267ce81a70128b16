using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Server.Messaging;
using Tqq.Server.Passwords;
using Tqq.Server.Web.Api;
using Tqq.Server.Web.Api.Signing;

namespace Tqq.Server.Web.Admin.Signing;

/// <summary>The admin API's second factor of who is signed in: made, switched on with a right code, switched off.</summary>
internal static class TotpRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/totp", BeginAsync).Needs(AdminRight.Read, confirm: true).Acts("totp.begin").Writes().Produces<TotpSecretBody>()
            .ProducesProblem(409);
        api.MapPost("/totp/on", SwitchOnAsync).Needs(AdminRight.Read, confirm: true).Acts("totp.on").Takes<TotpCodeBody>().Writes()
            .Produces<RecoveryCodesBody>();
        api.MapPost("/totp/off", SwitchOffAsync).Needs(AdminRight.Read).Acts("totp.off").Takes<TotpOffBody>().Writes()
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(404).ProducesProblem(429);
    }

    private static async Task<IResult> BeginAsync(HttpContext context, IAdministrators administrators)
    {
        if (context.Administrator().Uin is not { } uin)
            return AdminDoor.OfToken();
        return await administrators.BeginFactorAsync(uin) is { } secret
            ? ApiJson.Answer(
                new(secret, TotpCode.UriOf(secret, uin.Value.ToString(CultureInfo.InvariantCulture))),
                AdminSigningJson.Default.TotpSecretBody)
            : ApiProblem.Of(ApiError.Refused, "a second factor is on: switch it off first");
    }

    private static async Task<IResult> SwitchOnAsync(HttpContext context, IAdministrators administrators, CancellationToken ct)
    {
        var body = await BodyReader.ReadAsync(context.Request, AdminSigningJson.Default.TotpCodeBody, ct);
        var code = body.Code ?? throw new BadInputException(new("code", InputRule.Missing), "code is missing");
        if (context.Administrator().Uin is not { } uin)
            return AdminDoor.OfToken();
        return await administrators.SwitchFactorOnAsync(uin, code) is { } recovery
            ? ApiJson.Answer(new([.. recovery]), AdminSigningJson.Default.RecoveryCodesBody)
            : ApiProblem.Of(AdminErrors.NotTheCode, "the code is wrong, or no secret was made, or too many were tried: begin anew",
                fault: new("code", InputRule.Proof));
    }

    private static async Task<IResult> SwitchOffAsync(
        HttpContext context, AdminDoor door, IAdministrators administrators, CancellationToken ct)
    {
        var body = await BodyReader.ReadAsync(context.Request, AdminSigningJson.Default.TotpOffBody, ct);
        var password = body.Password ?? throw new BadInputException(new("password", InputRule.Missing), "password is missing");
        var code = body.Code ?? throw new BadInputException(new("code", InputRule.Missing), "code is missing");
        if (context.Administrator() is not { Uin: { } uin } caller)
            return AdminDoor.OfToken();
        var outcome = await door.CheckAsync(uin, new(password, code), caller.Address, ct);
        return outcome switch
        {
            SignInOutcome.Opened => await administrators.RemoveFactorAsync(uin) ? Results.NoContent()
                : ApiProblem.Of(ApiError.Missing, "there is no second factor"),
            SignInOutcome.WrongCode => ApiProblem.Of(AdminErrors.NotTheCode, AdminErrors.NotTheCode.Meaning,
                fault: new("code", InputRule.Proof)),
            SignInOutcome.NotLookedAt or SignInOutcome.TooManyCodes => SigningDoor.Refusal(outcome, ""),
            _ => ApiProblem.Of(ApiError.NotThePassword, "the password is not yours", fault: new("password", InputRule.Proof)),
        };
    }
}
