using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Server.Messaging;
using Tqq.Server.Web.Admin.Auditing;
using Tqq.Server.Web.Api;
using Tqq.Server.Web.Api.Signing;

namespace Tqq.Server.Web.Admin.Signing;

/// <summary>The admin API's sessions: signing in and out, and giving the password again.</summary>
internal static class AdminSessionRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/session", SignInAsync).Needs(AdminRight.None).Acts(AdminDoor.SignIn).Takes<AdminSignInBody>().Writes()
            .Produces<AdminSessionBody>(StatusCodes.Status201Created)
            .ProducesProblem(401).ProducesProblem(403).ProducesProblem(429);
        api.MapGet("/session", Show).Needs(AdminRight.Read).Produces<AdminSessionBody>();
        api.MapDelete("/session", SignOut).Needs(AdminRight.Read).AlwaysActs("session.close").Writes()
            .Produces(StatusCodes.Status204NoContent);
        api.MapPost("/session/confirm", ConfirmAsync).Needs(AdminRight.Read).Acts("session.confirm").Takes<AdminConfirmBody>().Writes()
            .Produces<AdminSessionBody>().ProducesProblem(429);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, AdminDoor door, AuditTrail trail, CancellationToken ct)
    {
        if (door.RefuseWay(context) is { } refusal)
            return refusal;
        var body = await BodyReader.ReadAsync(context.Request, AdminSigningJson.Default.AdminSignInBody, ct);
        var (uin, from) = (AccountWords.ReadUin(body.Uin), context.Address());
        var password = body.Password ?? throw new BadInputException(new("password", InputRule.Missing), "password is missing");
        var outcome = await door.CheckAsync(uin, new(password, body.Code), from, ct);
        if (outcome == SignInOutcome.Opened)
            return await door.OpenAsync(context, uin, "", ct);
        await trail.FailedAsync(from, AdminDoor.SignIn, uin.ToString(), outcome switch
        {
            SignInOutcome.CodeNeeded => "refused: a code is needed",
            SignInOutcome.WrongCode => "refused: wrong code",
            SignInOutcome.TooManyCodes => "refused: too many wrong codes",
            SignInOutcome.NotLookedAt => "refused: not looked at",
            SignInOutcome.Disabled => "refused: the account is disabled",
            _ => "refused: wrong password",
        });
        return SigningDoor.Refusal(outcome, "number and password do not open an administrator's account");
    }

    private static IResult Show(HttpContext context, AdminDoor door) =>
        context.Administrator() is { Session: { } session, Standing: { } standing } ? door.Answer(session, standing) : AdminDoor.OfToken();

    private static IResult SignOut(HttpContext context, AdminDoor door)
    {
        if (context.Administrator().Session is not { } session)
            return AdminDoor.OfToken();
        door.Close(context, session);
        return Results.NoContent();
    }

    private static async Task<IResult> ConfirmAsync(HttpContext context, AdminDoor door, AdminSessions sessions, CancellationToken ct)
    {
        var password = (await BodyReader.ReadAsync(context.Request, AdminSigningJson.Default.AdminConfirmBody, ct)).Password
            ?? throw new BadInputException(new("password", InputRule.Missing), "password is missing");
        if (context.Administrator() is not { Session: { } session, Standing: { } standing } caller)
            return AdminDoor.OfToken();
        return await door.CheckAsync(session.Uin, new(password, null, AsksCode: false), caller.Address, ct) switch
        {
            SignInOutcome.Opened when sessions.Confirm(session) is { } confirmed => door.Answer(confirmed, standing),
            SignInOutcome.NotLookedAt => SigningDoor.Refusal(SignInOutcome.NotLookedAt, ""),
            _ => ApiProblem.Of(ApiError.NotThePassword, "the password is not yours", fault: new("password", InputRule.Proof)),
        };
    }
}
