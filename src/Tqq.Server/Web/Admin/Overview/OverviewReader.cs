using Tqq.Core.Rules;
using Tqq.Server.Messaging;
using Tqq.Server.Metrics;
using Tqq.Server.Passwords;
using Tqq.Server.Storage;
using Tqq.Server.Web.Api;
using static Tqq.Server.Web.SettingWords;

namespace Tqq.Server.Web.Admin.Overview;

/// <summary>
/// Puts the overview together of the figures and of what else is known in memory, and counts sessions up to a bound: to ask costs little.
/// </summary>
internal sealed class OverviewReader(FigureList figures, FigureSampling sampling, FigureHistory history, ServerFacts facts,
    Exposure exposure, InForce<ApiOptions> options, RegistrationPolicy registration, IStore store, IStoreCounts counts,
    PasswordVault passwords, ISlowedAddresses slowed, IBackups backups, IAccountLookup lookup)
{
    // More lines than this are no help in a chart.
    private const int MostMarks = 50;

    /// <summary>How the server is now.</summary>
    public async Task<OverviewBody> ReadAsync(CancellationToken ct)
    {
        var sessions = new OverviewSessions(
            await CountAsync(SessionDoor.Wire, ct), await CountAsync(SessionDoor.Web, ct), await CountAsync(SessionDoor.Api, ct));
        var now = facts.Calendar.GetUtcNow();
        var (withKey, withoutKey) = (figures.Value("tqq_wire_sessions", "yes"), figures.Value("tqq_wire_sessions", "no"));
        var (web, streams) = (figures.Value("tqq_streams", "web"), figures.Value("tqq_streams"));
        var trouble = store.Condition.Trouble;
        var errors = history.Read(HistorySpan.Hour).Steps.Sum(step => step.Errors);
        return new(
            ServerFacts.Version, now, facts.Started, (long)(now - facts.Started).TotalSeconds,
            new(Known("tqq_accounts"), Known("tqq_accounts_new")),
            new(Whole("tqq_accounts_online"), (long)(withKey + withoutKey), (long)web, (long)(streams - web), (long)withoutKey),
            sessions,
            new((long)sampling.MessagesOfLastMinute, (long)sampling.MessagesToday),
            new(Whole("tqq_store_size_bytes"), Known("tqq_disk_free_bytes"),
                Milliseconds(figures.Value("tqq_store_oldest_uncommitted_seconds")) ?? 0, trouble),
            new(Delay(FigureDelay.ToDisk), Delay(FigureDelay.ToPage), Delay(FigureDelay.Commit)),
            new(Whole("tqq_held_replies"), Whole("tqq_logins_waiting"), slowed.Now.Count),
            new(Whole("tqq_errors_total"), (long)errors),
            Findings.Of(new()
            {
                Now = now,
                Exposure = exposure,
                AllowsPlain = options.Now.AllowsPlain,
                IsRegistrationOpen = registration.Now == RegistrationMode.Open,
                WireSessions = (long)(withKey + withoutKey),
                WithoutKey = (long)withoutKey,
                LoginsWaiting = passwords.Waiting,
                MostWaiting = passwords.MostAsking,
                SlowedDown = slowed.Now,
                Trouble = trouble,
                Damage = Whole("tqq_store_damage_total"),
                ReadThrough = counts.ReadThrough,
                LastBackup = backups.List(null, 1).FirstOrDefault(),
                StoreBytes = figures.Value("tqq_store_size_bytes"),
                FreeBytes = figures.Value("tqq_disk_free_bytes"),
                ErrorsLately = (long)errors,
                CertificateEnds = Known("tqq_certificate_ends_seconds") is { } ends ? DateTimeOffset.FromUnixTimeSeconds(ends) : null,
            }));
    }

    /// <summary>How it was.</summary>
    public OverviewHistoryBody Read(HistorySpan span)
    {
        var (steps, end) = history.Read(span);
        var step = FigureHistory.StepOf(span);
        var begin = end - (step * steps.Length);
        IReadOnlyList<double?> All(Func<FigureSample, double?> value) => [.. steps.Select(value)];
        return new(Word(span), (int)step.TotalSeconds, end, All(one => Rounded(one.MessagesPerMinute)), All(one => Rounded(one.Online)),
            All(one => Rounded(one.RequestsPerSecond)), All(one => Rounded(one.HeldReplies)), All(one => Milliseconds(one.ToDiskP99)),
            All(one => Milliseconds(one.ToPageP99)), All(one => Rounded(one.StoreBytes)), All(one => Rounded(one.Errors)),
            begin is { } since ? [.. MarksSince(since)] : []);
    }

    private IEnumerable<OverviewMark> MarksSince(DateTimeOffset since) =>
        backups.List(null, MostMarks).Select(backup => new OverviewMark(backup.Made, "backup")).Append(new(facts.Started, "start"))
            .Where(mark => mark.At >= since).OrderBy(mark => mark.At);

    private async Task<long> CountAsync(SessionDoor door, CancellationToken ct) =>
        await lookup.CountSessionsAsync(new(null, null, door), ct);

    private OverviewDelay? Delay(FigureDelay delay) => sampling.Of(delay) is { Count: > 0 } measured
        ? new(Milliseconds(measured.P50)!.Value, Milliseconds(measured.P99)!.Value, measured.Count) : null;

    private long Whole(string name) => Known(name) ?? 0;

    private long? Known(string name) => figures.Value(name) is var value && double.IsNaN(value) ? null : (long)value;

    private static double? Milliseconds(double seconds) => Rounded(seconds * 1000);

    private static double? Rounded(double value) => double.IsNaN(value) ? null : Math.Round(value, 2);
}
