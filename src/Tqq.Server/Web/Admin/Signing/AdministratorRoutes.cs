using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core;
using Tqq.Core.Profiles;
using Tqq.Server.Messaging;
using Tqq.Server.Web.Api;

namespace Tqq.Server.Web.Admin.Signing;

/// <summary>The admin API's administrators: list, appoint, change, dismiss.</summary>
internal static class AdministratorRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/administrators", ListAsync).Needs(AdminRight.Read).Produces<AdministratorList>();
        api.MapPost("/administrators", AppointAsync).Needs(AdminRight.Full, confirm: true).Acts("administrator.add", "uin", "role", "nick")
            .Takes<NewAdministratorBody>().Writes().Produces<AdministratorBody>(StatusCodes.Status201Created)
            .ProducesProblem(404).ProducesProblem(409);
        api.MapPatch("/administrators/{uin:long}", ChangeAsync).Needs(AdminRight.Full, confirm: true).Acts("administrator.role", "role")
            .OfAccount().Takes<AdminRoleBody>().Writes().Produces<AdministratorBody>().ProducesProblem(409);
        api.MapDelete("/administrators/{uin:long}", DismissAsync).Needs(AdminRight.Full, confirm: true).Acts("administrator.remove")
            .OfAccount().Writes().Produces(StatusCodes.Status204NoContent).ProducesProblem(409);
        api.MapDelete("/administrators/{uin:long}/sessions", EndSessionsAsync).Needs(AdminRight.Full).AlwaysActs("administrator.sign-out")
            .OfAccount().Writes().Produces(StatusCodes.Status204NoContent);
        api.MapDelete("/administrators/{uin:long}/totp", ResetFactorAsync).Needs(AdminRight.Full, confirm: true)
            .Acts("administrator.totp-reset").OfAccount().Writes().Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(IAdministrators administrators, AdminSessions sessions, CancellationToken ct) =>
        ApiJson.Answer(new([.. (await administrators.ListAsync(ct)).Select(one => Show(one, sessions))]),
            AdminSigningJson.Default.AdministratorList);

    private static async Task<IResult> AppointAsync(
        HttpContext context, IAdministrators administrators, AdminSessions sessions, CancellationToken ct)
    {
        var body = await BodyReader.ReadAsync(context.Request, AdminSigningJson.Default.NewAdministratorBody, ct);
        var (uin, role) = (AccountWords.ReadUin(body.Uin), ReadRole(body.Role));
        var password = ApiInput.NewPassword(body.Password, "password");
        var profile = body.Nick is null ? null : NickWords.Read(body.Nick);
        if (await FindAsync(uin, administrators, ct) is not null)
            return ApiProblem.Of(ApiError.Refused, $"account {uin} is an administrator's already",
                fault: new("uin", InputRule.FreeNumber));
        return await Appointing.AppointAsync(administrators, uin, profile, role, password, ct) is not null
            && await FindAsync(uin, administrators, ct) is { } made
                ? ApiJson.Answer(Show(made, sessions), AdminSigningJson.Default.AdministratorBody, StatusCodes.Status201Created)
                : ApiProblem.Of(ApiError.Missing, $"there is no account {uin}: give nick to make it",
                    fault: new("uin", profile is null ? InputRule.Account : InputRule.FreeNumber));
    }

    private static async Task<IResult> ChangeAsync(
        long uin, HttpContext context, IAdministrators administrators, AdminSessions sessions, CancellationToken ct)
    {
        var number = AccountWords.ReadUin(uin);
        var role = ReadRole((await BodyReader.ReadAsync(context.Request, AdminSigningJson.Default.AdminRoleBody, ct)).Role);
        return await GiveRoleAsync(number, role, context, administrators)
            ?? (await FindAsync(number, administrators, ct) is { } after
                ? ApiJson.Answer(Show(after, sessions), AdminSigningJson.Default.AdministratorBody) : NoAdministrator(number));
    }

    private static async Task<IResult> DismissAsync(
        long uin, HttpContext context, IAdministrators administrators, AdminSessions sessions)
    {
        var number = AccountWords.ReadUin(uin);
        if (await GiveRoleAsync(number, AdminRole.None, context, administrators) is { } refusal)
            return refusal;
        sessions.CloseAll(number);
        return Results.NoContent();
    }

    private static async Task<IResult> EndSessionsAsync(
        long uin, IAdministrators administrators, AdminSessions sessions, CancellationToken ct)
    {
        var number = AccountWords.ReadUin(uin);
        if (await FindAsync(number, administrators, ct) is null)
            return NoAdministrator(number);
        sessions.CloseAll(number);
        return Results.NoContent();
    }

    // One's own is switched off with a code (TotpRoutes): otherwise a session that was left open would be enough.
    private static async Task<IResult> ResetFactorAsync(long uin, HttpContext context, IAdministrators administrators)
    {
        var number = AccountWords.ReadUin(uin);
        return number == context.Administrator().Uin
            ? ApiProblem.Of(ApiError.Refused, "this is your own: POST /admin/api/v1/totp/off switches it off, with a code")
            : await administrators.RemoveFactorAsync(number) ? Results.NoContent()
            : ApiProblem.Of(ApiError.Missing, $"account {number} has no second factor");
    }

    // Whoever can read admin.json is on the machine, and may leave it without administrators.
    private static async Task<IResult?> GiveRoleAsync(Uin uin, AdminRole role, HttpContext context, IAdministrators administrators) =>
        await administrators.ChangeRoleAsync(uin, role, mayBeLast: context.Administrator().Session is null) switch
        {
            RoleChanged.Done => null,
            RoleChanged.IsLast => ApiProblem.Of(AdminErrors.LastAdministrator, AdminErrors.LastAdministrator.Meaning),
            _ => NoAdministrator(uin),
        };

    private static async Task<Administrator?> FindAsync(Uin uin, IAdministrators administrators, CancellationToken ct) =>
        (await administrators.ListAsync(ct)).FirstOrDefault(one => one.Uin == uin);

    private static AdministratorBody Show(Administrator one, AdminSessions sessions) => new(
        one.Uin.Value, one.Standing.Nick, one.IsEnabled, SettingWords.Word(one.Standing.Role), one.Since, one.Standing.HasFactor,
        one.Standing.RecoveryCodes, one.IsEnabled ? sessions.Count(one.Uin, one.Standing.PasswordMark) : 0);

    private static AdminRole ReadRole(string? word) => word switch
    {
        "full" => AdminRole.Full,
        "read-only" => AdminRole.ReadOnly,
        null => throw new BadInputException(new("role", InputRule.Missing), "role is missing; it must be full or read-only"),
        _ => throw new BadInputException(new("role", InputRule.Choice),
            $"role is '{BadInputException.Shown(word)}', but must be full or read-only"),
    };

    private static IResult NoAdministrator(Uin uin) => ApiProblem.Of(ApiError.Missing, $"account {uin} is no administrator's");
}
