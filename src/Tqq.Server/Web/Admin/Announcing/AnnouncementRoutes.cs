using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Tqq.Core.Devices;
using Tqq.Server.Messaging;
using Tqq.Server.Storage;
using Tqq.Server.Web.Api;
using static Tqq.Server.Web.Admin.RouteAnswers;

namespace Tqq.Server.Web.Admin.Announcing;

/// <summary>The admin API's announcements of the system to all accounts, or to those that are online.</summary>
internal static class AnnouncementRoutes
{
    private const string Path = "/announcements";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(Path, ListAsync).Needs(AdminRight.Read).Produces<AnnouncementPage>().ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet(Path + "/{id:long}", ShowAsync).Needs(AdminRight.Read).Produces<AnnouncementBody>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost(Path, MakeAsync).Needs(AdminRight.Full, confirm: true).Acts("announcement.make", "to")
            .Takes<NewAnnouncementBody>().Writes().Produces<AnnouncementBody>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapPost(Path + "/preview", PreviewAsync).Needs(AdminRight.Full).Acts("announcement.preview").Takes<NewAnnouncementBody>()
            .Produces<AnnouncementBody>();
        api.MapPost(Path + "/{id:long}/cancel", CancelAsync).Needs(AdminRight.Full).Acts("announcement.cancel").Writes()
            .Produces<AnnouncementBody>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ListAsync(
        IAnnouncements announcements, IAccountLookup lookup, CancellationToken ct, long? before = null, int limit = PageInput.Usual)
    {
        var page = await announcements.ListAsync(
            before is { } number ? PageInput.Number(number, "before") : long.MaxValue, PageInput.Limit(limit), ct);
        return Results.Ok(new AnnouncementPage(
            [.. page.Select(one => Show(one, announcements))], await lookup.CountAsync(ct), lookup.Online, DeviceSession.MostCharacters,
            announcements.Pace, page.Length == limit ? page[^1].Id : null));
    }

    private static async Task<IResult> ShowAsync(long id, IAnnouncements announcements, CancellationToken ct) =>
        await announcements.FindAsync(id, ct) is { } found ? Results.Ok(Show(found, announcements)) : None(id);

    private static async Task<IResult> MakeAsync(HttpContext context, IAnnouncements announcements, CancellationToken ct,
        [FromHeader(Name = "Idempotency-Key")] string? key = null)
    {
        var (text, toAll) = await ReadAsync(context, ct);
        var (made, kept) = await announcements.MakeAsync(text, toAll, context.Administrator().Name, ApiInput.Key(key));
        if (kept == AnnouncementKey.OfAnother)
            return ApiProblem.Of(ApiError.KeyReused, string.Create(CultureInfo.InvariantCulture,
                $"this Idempotency-Key came with another announcement less than 24 hours ago: number {made.Id}"));
        context.Notes().On(made.Id.ToString(CultureInfo.InvariantCulture));
        if (kept == AnnouncementKey.Repeated)
            context.Notes().Say("repeated");
        return Results.Created($"{WebPaths.Admin}{Path}/{made.Id}", Show(made, announcements));
    }

    private static async Task<IResult> PreviewAsync(HttpContext context, IAnnouncements announcements, CancellationToken ct)
    {
        var (text, toAll) = await ReadAsync(context, ct);
        return Results.Ok(Show(await announcements.PreviewAsync(text, toAll, context.Administrator().Name, ct), announcements));
    }

    private static async Task<IResult> CancelAsync(long id, IAnnouncements announcements, CancellationToken ct)
    {
        var wasSent = await announcements.CancelAsync(id);
        return await announcements.FindAsync(id, ct) is not { } found ? None(id)
            : wasSent ? Results.Ok(Show(found, announcements))
            : Problem(StatusCodes.Status409Conflict, $"announcement {id} is not being sent any more");
    }

    private static async Task<(string Text, bool ToAll)> ReadAsync(HttpContext context, CancellationToken ct)
    {
        var body = await BodyReader.ReadAsync(context.Request, AnnouncingJson.Default.NewAnnouncementBody, ct);
        var to = SettingWords.ReadWord<AnnouncementAudience>(body.To, "to") ?? AnnouncementAudience.All;
        var text = ApiInput.Text(body.Text, "text");
        return ApiInput.IsShort(text) ? (text, to == AnnouncementAudience.All)
            : throw new BadInputException(new("text", InputRule.Text, 1, DeviceSession.MostCharacters),
                $"text must have at most {DeviceSession.MostCharacters} characters");
    }

    private static AnnouncementBody Show(Announcement one, IAnnouncements announcements) => new(
        one.Text, SettingWords.Word(one.ToAll ? AnnouncementAudience.All : AnnouncementAudience.Online),
        SettingWords.Word(one.Progress.State), one.Total, one.Progress.Reached, one.Progress.Refused, announcements.PiecesOf(one.Text),
        one.MadeBy, one.Made, one.Progress.Ended, one.Id == 0 ? null : one.Id);

    private static IResult None(long id) => Problem(StatusCodes.Status404NotFound, $"there is no announcement {id}");
}
