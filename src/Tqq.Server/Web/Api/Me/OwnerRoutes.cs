using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core.Access;
using Tqq.Core.Operations;
using Tqq.Server.Messaging;
using Tqq.Server.Web.Api.Signing;

namespace Tqq.Server.Web.Api.Me;

/// <summary>What no token reaches: the password, app passwords, export, deletion.</summary>
internal static class OwnerRoutes
{
    private const int LongestName = 32;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPut("/me/password", SetPasswordAsync).Needs(ApiRight.Owner)
            .Says("Changes the password; all other sessions and all tokens end").Takes<PasswordChangeBody>()
            .Produces(StatusCodes.Status204NoContent).Writes().Fails(ApiError.NotThePassword, ApiError.NeedsHttps, ApiError.TooFast)
            .Example("""{ "current": "correct horse", "new": "battery staple" }""", null);
        api.MapDelete("/me", DeleteAsync).Needs(ApiRight.Owner)
            .Says("Deletes the account, for good").Takes<DeletionBody>()
            .Produces(StatusCodes.Status204NoContent).Writes()
            .Fails(ApiError.NotThePassword, ApiError.NeedsHttps, ApiError.TooFast, ApiError.OfAdministrator)
            .Example("""{ "password": "correct horse" }""", null);
        api.MapGet("/me/export", ExportAsync).Needs(ApiRight.Owner)
            .Says("Gives all that the account has here, as a zip of JSON; a link names by `account` whose, as Tqq-Account does")
            .Fails(ApiError.TooFast)
            .Produces<Stream>(StatusCodes.Status200OK, "application/zip");
        api.MapGet("/me/app-passwords", ListAsync).Needs(ApiRight.Owner)
            .Says("Lists the app passwords").Produces<OwnAppPasswordList>().Fails(ApiError.TooFast)
            .Example(null, """{ "appPasswords": [{ "id": "1", "name": "phone", "made": "2027-01-31T08:00:00.000Z" }] }""");
        api.MapPost("/me/app-passwords", AddAsync).Needs(ApiRight.Owner)
            .Says("Makes an app password, for a client of HTTP QQ; it is shown this once").Takes<NewOwnAppPasswordBody>()
            .Produces<OwnAppPasswordBody>(StatusCodes.Status201Created).Writes().Fails(ApiError.TooFast, ApiError.TooMany)
            .Example("""{ "name": "phone" }""",
                """{ "id": "1", "name": "phone", "made": "2027-01-31T08:00:00.000Z", "password": "0123-4567-89ab-cdef-ghjk-mnpq-rstv" }""");
        api.MapDelete("/me/app-passwords/{id:int}", RemoveAsync).Needs(ApiRight.Owner)
            .Says("Takes an app password back, and ends the session that was begun with it").Produces(StatusCodes.Status204NoContent)
            .Writes().Fails(ApiError.TooFast, ApiError.Missing);
    }

    private static async Task<IResult> SetPasswordAsync(
        HttpContext context, IDeviceAccount accounts, HeldSignIns held, SecretWay way, CancellationToken ct)
    {
        if (way.Refuse(context) is { } plain)
            return plain;
        var caller = context.Caller();
        var body = await BodyReader.ReadAsync(context.Request, MeJson.Default.PasswordChangeBody, ct);
        var password = ApiInput.NewPassword(body.New, "new");
        return await RefuseAsync(caller, accounts, held, body.Current, "current", ct)
            ?? ApiOutcome.Refusal(await accounts.SetPasswordAsync(caller.Uin, caller.Device, password, ct), "account")
            ?? Results.NoContent();
    }

    private static async Task<IResult> DeleteAsync(
        HttpContext context, IDeviceAccount accounts, HeldSignIns held, SecretWay way, CancellationToken ct)
    {
        if (way.Refuse(context) is { } plain)
            return plain;
        var caller = context.Caller();
        var body = await BodyReader.ReadAsync(context.Request, MeJson.Default.DeletionBody, ct);
        return await RefuseAsync(caller, accounts, held, body.Password, "password", ct)
            ?? ApiOutcome.Refusal(await accounts.DeleteAsync(caller.Uin, caller.Device, ct), "account")
            ?? Results.NoContent();
    }

    // Whoever finds a browser signed in knows not the password. Null where it is the account's.
    private static async ValueTask<IResult?> RefuseAsync(
        ApiCaller caller, IDeviceAccount accounts, HeldSignIns held, string? password, string path, CancellationToken ct)
    {
        var outcome = await accounts.CheckPasswordAsync(
            caller.Uin, caller.Device, caller.Address,
            password ?? throw new BadInputException(new(path, InputRule.Missing), $"{path} is missing"),
            delay => held.WaitAsync(delay, ct), ct);
        return outcome.Answer is Answer.LoginFailed
            ? ApiProblem.Of(ApiError.NotThePassword, $"{path} is not the password of this account: nothing was changed",
                fault: new(path, InputRule.Proof))
            : ApiOutcome.Refusal(outcome, "account");
    }

    private static async Task<IResult> ExportAsync(
        HttpContext context, IDeviceAccount accounts, AccountExport export, CancellationToken ct, string? account = null)
    {
        var caller = context.Caller();
        if (MeantAccount.RefuseOther(account, caller.Uin) is { } other)
            return other;
        var (refusal, own) = await accounts.ShowAsync(caller.Uin, caller.Device, ct);
        if (refusal is { } why)
            return ApiOutcome.Refusal(why, "account")!;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition =
            string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"tqq-{caller.Uin.Value}.zip\"");
        return Results.Stream(body => export.WriteAsync(body, caller, own!, ct), "application/zip");
    }

    private static async Task<IResult> ListAsync(HttpContext context, IDeviceAccount accounts, CancellationToken ct)
    {
        var caller = context.Caller();
        var (refusal, own) = await accounts.ShowAsync(caller.Uin, caller.Device, ct);
        return refusal is { } why ? ApiOutcome.Refusal(why, "account")!
            : ApiJson.Answer(new OwnAppPasswordList([.. own!.AppPasswords.Select(Show)]), MeJson.Default.OwnAppPasswordList);
    }

    private static async Task<IResult> AddAsync(HttpContext context, IDeviceAccount accounts, CancellationToken ct)
    {
        var caller = context.Caller();
        var body = await BodyReader.ReadAsync(context.Request, MeJson.Default.NewOwnAppPasswordBody, ct);
        var name = ApiInput.Name(body.Name ?? "", "name", LongestName);
        var (refusal, made) = await accounts.AddAppPasswordAsync(caller.Uin, caller.Device, name, ct);
        return refusal is { } why ? ApiOutcome.Refusal(why, "account")!
            : ApiJson.Answer(
                Show(made!.Added) with { Password = made.Text }, MeJson.Default.OwnAppPasswordBody, StatusCodes.Status201Created);
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, int id, IDeviceAccount accounts, CancellationToken ct)
    {
        var caller = context.Caller();
        var (refusal, was) = await accounts.RemoveAppPasswordAsync(caller.Uin, caller.Device, id, ct);
        return refusal is { } why ? ApiOutcome.Refusal(why, "account")!
            : was ? Results.NoContent() : ApiProblem.Of(ApiError.Missing, $"there is no app password {id}");
    }

    private static OwnAppPasswordBody Show(AppPassword known) => new(
        known.Id.ToString(CultureInfo.InvariantCulture), known.Name, known.Made, known.LastUse?.At, known.LastUse?.From.ToString());
}
