using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Server.Messaging;
using Tqq.Server.Storage;
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

    private static async Task<IResult> List(IRegistration registration, CancellationToken ct, long after = 0, int limit = 100)
    {
        if (limit is < 1 or > AccountRoutes.LongestPage || after is < 0 or > uint.MaxValue)
            throw new BadInputException($"limit must be 1 to {AccountRoutes.LongestPage}, after a number from 0 to 4294967295");
        var page = await registration.ListAsync(after, limit, ct);
        return Results.Ok(new InvitationPage([.. page.Select(one => Show(one))], page.Length == limit ? page[^1].Id : null));
    }

    private static async Task<IResult> Make(HttpRequest request, IRegistration registration, ServerFacts facts, CancellationToken ct)
    {
        var body = await BodyReader.ReadAsync(request, AdminJson.Default.NewInvitationBody, ct);
        if (body.Uses is < 1 or > Invitation.MostUses)
            throw new BadInputException($"uses is {body.Uses}, but must be a number from 1 to {Invitation.MostUses}");
        if (body.Days is < 1 or > MostDays)
            throw new BadInputException($"days is {body.Days}, but must be a number from 1 to {MostDays}");
        var (made, code) = await registration.InviteAsync(
            ReadName(body.Name, "name"), ReadName(body.MadeBy, "madeBy"), (int)(body.Uses ?? 1),
            body.Days is { } days ? facts.Calendar.GetUtcNow().AddDays(days) : null);
        return Results.Created((string?)null, Show(made, code));
    }

    private static async Task<IResult> Revoke(long id, IRegistration registration) => await registration.RevokeAsync(id)
        ? Results.NoContent() : Problem(StatusCodes.Status404NotFound, $"there is no invitation {id}");

    private static InvitationBody Show(Invitation one, string? code = null) =>
        new(one.Id, one.Name, one.MadeBy, one.Made, one.Uses, one.Used, one.Expires, code);

    private static string ReadName(string? name, string path) =>
        name is null || (name.Length <= Invitation.LongestName && !name.Any(char.IsControl))
            ? name ?? ""
            : throw new BadInputException($"{path} must be a text of at most {Invitation.LongestName} characters without control characters");
}
