using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core.Rules;
using Tqq.Server.Storage;
using Tqq.Server.Web.Api;
using static Tqq.Server.Web.Admin.RouteAnswers;

namespace Tqq.Server.Web.Admin.Running;

/// <summary>The admin API's view of what the server runs on: its settings, its store, its backups.</summary>
internal static class StoreRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/settings", ShowSettings).Needs(AdminRight.Read).Produces<SettingsInForce>();
        api.MapGet("/store", ShowStore).Needs(AdminRight.Read).Produces<StoreBody>();
        api.MapGet("/backups", ListBackups).Needs(AdminRight.Read).Produces<BackupPage>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapPost("/backups", Begin).Needs(AdminRight.Full).Acts("backup.make").Produces<BackupRunBody>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static IResult ShowSettings(
        InForce<SettingsInForce> settings, WrittenSettings written, RegistrationPolicy registration, IBackups backups)
    {
        var now = registration.Show(settings.Now);
        var all = written.Read() is { } next ? now.Beside(registration.Show(next)) : now;
        // Where nobody says where backups go, they go somewhere all the same.
        return Results.Ok(all with
        {
            Settings = [.. all.Settings.Select(setting =>
                setting is { Name: "backups", Value: "none" } ? setting with { Value = backups.Directory } : setting)],
        });
    }

    private static IResult ShowStore(ServerFacts facts, IStore store, DamageLog damage, IBackups backups)
    {
        var file = Path.Combine(Path.GetFullPath(facts.Data), DataDirectory.StoreName);
        var (waits, trouble) = store.Condition;
        return Results.Ok(new StoreBody(
            file, Length(file) + Length(file + "-wal"), new DriveInfo(Path.GetFullPath(facts.Data)).AvailableFreeSpace, waits.TotalSeconds,
            [.. damage.Found.Select(found => new DamageBody(found.Text, found.IsCertain))], damage.IsMore, trouble,
            backups.List(null, 1) is [var last] ? Show(last) : null, facts.OtherProgram));
    }

    private static IResult ListBackups(IBackups backups, string? before = null, int limit = PageInput.Usual)
    {
        // In this order: one that is done by now stands in the list.
        var running = backups.Running;
        var page = backups.List(before, PageInput.Limit(limit));
        return Results.Ok(new BackupPage(
            backups.Directory, [.. page.Select(Show)], running is null ? null : Show(running),
            backups.LastFailure is { } failure ? new(failure.At, failure.Detail) : null, page.Length == limit ? page[^1].Name : null));
    }

    private static IResult Begin(HttpContext context, IBackups backups)
    {
        var (run, isNew) = backups.Begin();
        context.Notes().On(run.Name);
        return isNew ? Results.Accepted(WebPaths.Admin + "/backups", Show(run))
            : Problem(StatusCodes.Status409Conflict, $"a backup is being made already, {run.Name}: wait until it is done");
    }

    private static BackupBody Show(Backup backup) =>
        new(backup.Name, backup.Bytes, backup.Made, Verified: true, backup.Accounts, backup.Messages);

    private static BackupRunBody Show(BackupRun run) =>
        new(run.Name, run.Started, run.Bytes, run.Of, run.IsVerifying ? "verifying" : "copying");

    private static long Length(string file) => new FileInfo(file) is { Exists: true } there ? there.Length : 0;
}
