using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core;
using Tqq.Core.Profiles;
using Tqq.Server.Messaging;
using Tqq.Server.Web.Admin.Auditing;
using Tqq.Server.Web.Api;
using Tqq.Server.Web.Api.Signing;

namespace Tqq.Server.Web.Admin.Signing;

/// <summary>The admin API's links: how the first administrator comes to be, and later ones.</summary>
internal static class FirstRoutes
{
    private const string Act = "administrator.by-link";
    private const string ActOfChecking = "administrator.link-check";
    private const string NoSuchLink = "refused: no such link";
    private const string ByLink = "link";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/first", BecomeAsync).Needs(AdminRight.None).Acts(Act).Takes<AdminFirstBody>().Writes()
            .Produces<AdminSessionBody>(StatusCodes.Status201Created).ProducesProblem(403).ProducesProblem(409);
        api.MapPost("/first/check", CheckAsync).Needs(AdminRight.None).Acts(ActOfChecking).Takes<AdminLinkCheckBody>()
            .Produces<GoodBody>().ProducesProblem(403);
        api.MapPost("/administrators/link", MakeAsync).Needs(AdminRight.Full, confirm: true).Acts("administrator.link").Writes()
            .Produces<AdminLinkBody>(StatusCodes.Status201Created);
    }

    private static IResult MakeAsync(HttpContext context, AdminLinks links, LinkAddress address, ServerFacts facts)
    {
        var code = links.Make(isForFirst: false);
        return ApiJson.Answer(
            new(address.OfAdministrator(code, LinkAddress.AskedBy(context.Request)), code,
                facts.Calendar.GetUtcNow() + AdminLinks.Life),
            AdminSigningJson.Default.AdminLinkBody, StatusCodes.Status201Created);
    }

    private static async Task<IResult> BecomeAsync(
        HttpContext context, AdminDoor door, AdminLinks links, IAdministrators administrators, AuditTrail trail, CancellationToken ct)
    {
        if (door.RefuseWay(context) is { } refusal)
            return refusal;
        var body = await BodyReader.ReadAsync(context.Request, AdminSigningJson.Default.AdminFirstBody, ct);
        var code = body.Code ?? throw new BadInputException(new("code", InputRule.Missing), "code is missing");
        _ = body.Password ?? throw new BadInputException(new("password", InputRule.Missing), "password is missing");
        var uin = body.Uin is { } asked ? AccountWords.ReadUin(asked) : (Uin?)null;
        var from = context.Address();
        // Whoever has no link is not told what else would be wrong; whoever has one keeps it while something is.
        if (links.Find(code) is null)
            return await RefuseAsync();
        var password = ApiInput.NewPassword(body.Password, "password");
        var profile = body.Nick is null && uin is not null ? null : NickWords.Read(body.Nick);
        if (links.TryTake(code) is not { } link)
            return await RefuseAsync();
        if (!await IsInTimeAsync(link, administrators, ct))
            return await RefuseAsync();
        var made = await AppointAsync(uin, profile, password, link, context, links, administrators, trail, ct);
        return made is { } administrator ? await door.OpenAsync(context, administrator, "by a link", ct)
            : ApiProblem.Of(ApiError.NumberTaken, uin is null ? "no number was free: try again, or choose one"
                : string.Create(CultureInfo.InvariantCulture,
                    $"there is no account {uin.Value.Value}, or it is an administrator's: give nick to make it"),
                fault: uin is null ? null : new("uin", profile is null ? InputRule.Account : InputRule.FreeNumber));

        async Task<IResult> RefuseAsync()
        {
            await trail.FailedAsync(from, Act, uin?.ToString() ?? "", NoSuchLink);
            return ApiProblem.Of(AdminErrors.NoLink, "there is no such link, or it was used or is over: 'tqq admin link' makes a new one");
        }
    }

    // The page asks before it shows a form. Who tries codes here is seen in the audit log, as where they are used.
    private static async Task<IResult> CheckAsync(
        HttpContext context, AdminDoor door, AdminLinks links, IAdministrators administrators, AuditTrail trail, CancellationToken ct)
    {
        if (door.RefuseWay(context) is { } refusal)
            return refusal;
        var body = await BodyReader.ReadAsync(context.Request, AdminSigningJson.Default.AdminLinkCheckBody, ct);
        var code = body.Code ?? throw new BadInputException(new("code", InputRule.Missing), "code is missing");
        var isGood = links.Find(code) is { } link && await IsInTimeAsync(link, administrators, ct);
        if (!isGood)
            await trail.FailedAsync(context.Address(), ActOfChecking, "", NoSuchLink);
        return ApiJson.Answer(new(isGood), AdminSigningJson.Default.GoodBody);
    }

    private static async Task<bool> IsInTimeAsync(AdminLink link, IAdministrators administrators, CancellationToken ct) =>
        !link.IsForFirst || (await administrators.ListAsync(ct)).IsEmpty;

    // Null where it could not be; then the link is good yet.
    private static async Task<Uin?> AppointAsync(
        Uin? uin, Profile? profile, string password, AdminLink link, HttpContext context, AdminLinks links,
        IAdministrators administrators, AuditTrail trail, CancellationToken ct)
    {
        var (from, notes) = (context.Address(), context.Notes());
        Uin? made = null;
        var outcome = "failed";
        long? number = null;
        try
        {
            number = await trail.BeginAsync(ByLink, from, Act, uin?.ToString() ?? "", "role=full");
            made = await Appointing.AppointAsync(administrators, uin, profile, AdminRole.Full, password, ct);
            outcome = made is null ? AuditTrail.Refused(StatusCodes.Status409Conflict) : AuditTrail.Done;
            if (made is { } one)
                notes.On(one.ToString());
            return made;
        }
        catch (BadInputException)
        {
            outcome = AuditTrail.Refused(StatusCodes.Status400BadRequest);
            throw;
        }
        finally
        {
            if (made is null)
                links.GiveBack(link);
            if (number is { } begun)
                await trail.EndAsync(begun, ByLink, from, Act, notes, outcome);
        }
    }
}
