using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Server.Messaging;
using Tqq.Server.Storage;
using Tqq.Server.Web.Api;
using static Tqq.Server.Web.Admin.RouteAnswers;

namespace Tqq.Server.Web.Admin;

/// <summary>The admin API's invitations to make an account: make, list, revoke.</summary>
internal static class InvitationRoutes
{
    /// <summary>How many days one may hold.</summary>
    public const int MostDays = 3650;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/invitations", List).Needs(AdminRight.Read).Produces<InvitationPage>().ProducesProblem(400);
        api.MapPost("/invitations", Make).Needs(AdminRight.Full).Acts("invitation.create", "name", "madeBy", "uses", "days")
            .Takes<NewInvitationBody>().Writes().Produces<InvitationBody>(StatusCodes.Status201Created);
        api.MapDelete("/invitations/{id:long}", Revoke).Needs(AdminRight.Full).Acts("invitation.revoke")
            .Writes().Produces(StatusCodes.Status204NoContent).ProducesProblem(404);
    }

    private static async Task<IResult> List(
        IRegistration registration, RegistrationPolicy policy, ServerFacts facts, CancellationToken ct, long after = 0,
        int limit = PageInput.Usual)
    {
        var page = await registration.ListAsync(PageInput.Number(after, "after"), PageInput.Limit(limit), ct);
        var now = facts.Calendar.GetUtcNow();
        return Results.Ok(new InvitationPage([.. page.Select(one => Show(one, now))], page.Length == limit ? page[^1].Id : null,
            SettingWords.Word(policy.Now)));
    }

    private static async Task<IResult> Make(
        HttpContext context, IRegistration registration, LinkAddress links, ServerFacts facts, CancellationToken ct)
    {
        var body = await BodyReader.ReadAsync(context.Request, AdminJson.Default.NewInvitationBody, ct);
        if (body.Uses is < 1 or > Invitation.MostUses)
            throw new BadInputException(new("uses", InputRule.Number, 1, Invitation.MostUses),
                $"uses is {body.Uses}, but must be a number from 1 to {Invitation.MostUses}");
        if (body.Days is < 1 or > MostDays)
            throw new BadInputException(new("days", InputRule.Number, 1, MostDays),
                $"days is {body.Days}, but must be a number from 1 to {MostDays}");
        var (made, code) = await registration.InviteAsync(
            PageInput.Line(body.Name, "name", Invitation.LongestName), MakerOf(context, body), (int)(body.Uses ?? 1),
            body.Days is { } days ? facts.Calendar.GetUtcNow().AddDays(days) : null);
        context.Notes().On(made.Id.ToString(CultureInfo.InvariantCulture));
        return Results.Created((string?)null, Show(made, facts.Calendar.GetUtcNow()) with
        {
            Code = code,
            Link = links.OfInvitation(code, context.Request),
        });
    }

    private static async Task<IResult> Revoke(long id, IRegistration registration) => await registration.RevokeAsync(id)
        ? Results.NoContent() : Problem(StatusCodes.Status404NotFound, $"there is no invitation {id}");

    // An administrator is whom the guard has admitted; whoever has the token says who it is.
    private static string MakerOf(HttpContext context, NewInvitationBody body) => context.Administrator().Uin is { } administrator
        ? administrator.ToString() : PageInput.Line(body.MadeBy, "madeBy", Invitation.LongestName);

    private static InvitationBody Show(Invitation one, DateTimeOffset now) => new(
        one.Id, one.Name, one.MadeBy, one.Made, one.Uses, one.Used,
        one.Used >= one.Uses ? "used-up" : one.Expires <= now ? "over" : "open", one.Expires);
}
