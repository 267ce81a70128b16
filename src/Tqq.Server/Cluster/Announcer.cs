using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tqq.Core;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Rules;
using Tqq.Server.Messaging;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>
/// Sends announcements, some accounts at a time. The store says how far each is, and, together with each message, who was given it: a
/// server that begins anew goes on there, and gives it to nobody twice.
/// </summary>
internal sealed partial class Announcer(
    IAnnouncementStore store, IStore accounts, IPeers peers, LiveSessions sessions, InForce<AccountRules> rules, ClusterOptions options,
    Clock clock, TimeProvider time, ILogger<Announcer> logger) : BackgroundService, IAnnouncements
{
    private const int StepsInSecond = 4;

    // Where the disk refuses, or nobody knows what became of something.
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _news = new(0);

    public int Pace => options.AnnouncementPace;

    private int AtOnce => Math.Max(1, Pace / StepsInSecond);

    public async Task<(Announcement Made, AnnouncementKey Key)> MakeAsync(string text, bool toAll, string madeBy, string? key = null)
    {
        var made = await PreviewAsync(text, toAll, madeBy, CancellationToken.None);
        var added = await store.AddAnnouncementAsync(made, key);
        if (added.Key == AnnouncementKey.New)
            _news.Release();
        else if (await store.FindAnnouncementAsync(added.Id, CancellationToken.None) is { } before)
            return (before, added.Key);
        return (made with { Id = added.Id }, added.Key);
    }

    public async Task<Announcement> PreviewAsync(string text, bool toAll, string madeBy, CancellationToken cancellationToken) => new(
        0, text, toAll, madeBy, clock.Now().Wall, toAll ? await accounts.CountAccountsAsync(cancellationToken) : sessions.Count,
        AnnouncementProgress.None);

    public int PiecesOf(string text) =>
        rules.Now.Wire.SizesOfPieces(new(1, MessageKind.Text, Uin.System, text, default)).Count;

    public Task<Announcement?> FindAsync(long id, CancellationToken cancellationToken) =>
        store.FindAnnouncementAsync(id, cancellationToken);

    public Task<ImmutableArray<Announcement>> ListAsync(long before, int limit, CancellationToken cancellationToken) =>
        store.ListAnnouncementsAsync(before, limit, cancellationToken);

    public Task<bool> CancelAsync(long id) => store.CancelAnnouncementAsync(id, clock.Now().Wall);

    public override void Dispose()
    {
        _news.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (; ; )
        {
            try
            {
                while (await StepAsync(stoppingToken))
                    await Task.Delay(TimeSpan.FromSeconds((double)AtOnce / Pace), time, stoppingToken);
                await _news.WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogFailed(logger, e);
                await Task.Delay(AfterFailure, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Gives the oldest that is being sent to the next accounts; false where none is.</summary>
    internal async Task<bool> StepAsync(CancellationToken stoppingToken)
    {
        if (await store.FindUnsentAnnouncementAsync(stoppingToken) is not { } announcement)
            return false;
        var progress = announcement.Progress;
        var next = announcement.ToAll ? await store.ListNumbersAsync(progress.Through, AtOnce, stoppingToken)
            : sessions.OnlineAfter(progress.Through, AtOnce);
        if (next.IsEmpty)
        {
            await store.AdvanceAnnouncementAsync(
                announcement.Id, progress with { State = AnnouncementState.Done, Ended = clock.Now().Wall });
            return true;
        }

        var taken = (await store.ListTakenAsync(announcement.Id, stoppingToken)).ToHashSet();
        var notice = new PeerRequest.TakeNotice(announcement.Text, announcement.Id);
        var answers = await Task.WhenAll(next.Select(uin => taken.Contains(uin)
            ? Task.FromResult<PeerAnswer>(PeerAnswer.Done.Instance) : peers.HearAsync(uin, notice).AsTask()));
        if (answers.FirstOrDefault(IsToBeAskedAgain) is { } failure)
            throw new StoreBusyException($"announcement {announcement.Id} waits: an account could not store it now ({failure})");
        await store.AdvanceAnnouncementAsync(announcement.Id, progress with
        {
            Through = next[^1],
            Reached = progress.Reached + answers.Count(answer => answer is PeerAnswer.Done),
            Refused = progress.Refused + answers.Count(answer => answer is PeerAnswer.Full),
        });
        return true;
    }

    // Those who have it by then are known by the store.
    private static bool IsToBeAskedAgain(PeerAnswer answer) => answer is PeerAnswer.Unknown
        or PeerAnswer.Full { Reason: not (RefusalReason.MailboxFull or RefusalReason.Damaged) };

    [LoggerMessage(34, LogLevel.Error, "an announcement could not be sent on; it is tried again in a moment")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
