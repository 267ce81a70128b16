using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tqq.Core;
using Tqq.Core.Rules;
using Tqq.Server.Messaging;

namespace Tqq.Server.Push;

/// <summary>
/// Has browsers told of what came in while no page of theirs is open. Of each conversation one push waits at a time, and says the newest:
/// a browser would show no more of it. What waits is in memory alone: a server that stops tells nobody.
/// </summary>
internal sealed partial class PushDesk(
    PushInbox inbox, IDevicePush accounts, PushService service, PushKey key, InForce<PushOptions> options, TimeProvider time,
    PushFigures figures, ILogger<PushDesk> logger) : BackgroundService
{
    /// <summary>How many conversations may wait. Of more nobody is told.</summary>
    private const int Most = 10_000;

    /// <summary>How many accounts are told at once. A push service that answers slowly holds up one of these.</summary>
    private const int AtOnce = 64;

    // A page that has gone without a word looks open until its connection is given up.
    private static readonly TimeSpan s_secondLook = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan[] s_again = [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

    private readonly Dictionary<(Uin Account, Uin Peer), Waiting> _waiting = [];
    private readonly HashSet<Uin> _busy = [];
    private readonly PushRefusals _refusals = new(time);
    private readonly SemaphoreSlim _places = new(AtOnce);
    private CancellationToken _stopping;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _stopping = stoppingToken;
        try
        {
            await key.ReadAsync(stoppingToken);
        }
        catch (IOException)
        {
            // The store says itself what it cannot do; who needs the key next makes it.
        }

        await foreach (var note in inbox.ReadAsync(stoppingToken))
            Take(note);
    }

    /// <summary>Something came in.</summary>
    public void Take(PushNote note)
    {
        lock (_waiting)
        {
            var known = _waiting.GetValueOrDefault((note.Uin, note.Peer));
            if (known is { Tries: 0, IsSecondLook: false })
                known.Note = note;
            else if (known is not null || _waiting.Count < Most)
                Wait(new(note), options.Now.Patience);
        }
    }

    // Under the lock. Whatever waited of this conversation before gives way.
    private void Wait(Waiting waiting, TimeSpan after)
    {
        _waiting[waiting.Conversation] = waiting;
        _ = RunAsync(waiting, after);
    }

    private async Task RunAsync(Waiting waiting, TimeSpan after)
    {
        try
        {
            await Task.Delay(after, time, _stopping);
            if (!TryBegin(waiting))
                return;
            await _places.WaitAsync(_stopping);
            try
            {
                await TellAsync(waiting);
            }
            finally
            {
                _places.Release();
                lock (_waiting)
                    _busy.Remove(waiting.Note.Uin);
            }
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            // The server stops, and with it what this needs.
        }
        catch (Exception e)
        {
            LogFailed(logger, waiting.Note.Uin.Value, e);
        }
    }

    // False where another push has taken its place, or its account is being told something else: then it waits once more.
    private bool TryBegin(Waiting waiting)
    {
        lock (_waiting)
        {
            if (_waiting.GetValueOrDefault(waiting.Conversation) != waiting)
                return false;
            if (_busy.Add(waiting.Note.Uin))
                return _waiting.Remove(waiting.Conversation);
            _ = RunAsync(waiting, TimeSpan.FromSeconds(1));
            return false;
        }
    }

    private async Task TellAsync(Waiting waiting)
    {
        if (await accounts.LookAsync(waiting.Note, _stopping) is not { } look)
            return;
        if (look.IsPageOpen)
        {
            if (!waiting.IsSecondLook)
                TryAgain(new(waiting.Note) { IsSecondLook = true, Tries = waiting.Tries, Devices = waiting.Devices }, s_secondLook);
            return;
        }

        // All at once: a phone does not wait for the push service of a computer.
        var answers = await Task.WhenAll(look.Targets
            .Where(told => waiting.Devices.IsEmpty || waiting.Devices.Contains(told.Device))
            .Select(async told => (told.Device, told.Target,
                Answer: await service.SendAsync(told.Target, PushPayload.Of(look, told.Target.Says), _stopping))));
        var later = new List<(int Device, TimeSpan? After)>();
        foreach (var (device, target, answer) in answers)
        {
            figures.Answered(answer.Fate);
            var isGivenUp = _refusals.Note(waiting.Note.Uin, target.Endpoint, answer.Fate);
            if (isGivenUp)
                LogGivenUp(logger, waiting.Note.Uin.Value, new Uri(target.Endpoint).Host, answer.Reason);
            if (isGivenUp || answer.Fate == PushFate.Gone)
                await accounts.UnsubscribeAsync(waiting.Note.Uin, device, target.Endpoint, _stopping);
            if (answer.Fate == PushFate.Later)
                later.Add((device, answer.RetryAfter));
            if (answer.Reason is { } reason)
                LogNotTaken(logger, waiting.Note.Uin.Value, new Uri(target.Endpoint).Host, reason);
        }

        if (later.Count > 0 && waiting.Tries < s_again.Length)
            TryAgain(new(waiting.Note) { IsSecondLook = true, Tries = waiting.Tries + 1, Devices = [.. later.Select(one => one.Device)] },
                later.Max(one => one.After) ?? s_again[waiting.Tries]);
    }

    // Where something newer of the conversation waits, that says it.
    private void TryAgain(Waiting waiting, TimeSpan after)
    {
        lock (_waiting)
            if (_waiting.Count < Most && !_waiting.ContainsKey(waiting.Conversation))
                Wait(waiting, after);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _places.Dispose();
        base.Dispose();
    }

    [LoggerMessage(51, LogLevel.Warning, "account {Uin} could not be told of a message by push")]
    private static partial void LogFailed(ILogger logger, uint uin, Exception exception);

    [LoggerMessage(52, LogLevel.Debug, "the push service {Host} has not taken a push for account {Uin}: {Reason}")]
    private static partial void LogNotTaken(ILogger logger, uint uin, string host, string reason);

    [LoggerMessage(55, LogLevel.Information,
        "a subscription of account {Uin} ends: the push service {Host} has refused it for days, at last with {Reason}")]
    private static partial void LogGivenUp(ILogger logger, uint uin, string host, string? reason);

    private sealed class Waiting(PushNote note)
    {
        /// <summary>What is to be said; the newest of the conversation.</summary>
        public PushNote Note { get; set; } = note;

        /// <summary>How often it was tried.</summary>
        public int Tries { get; init; }

        /// <summary>The sessions that are still to be told; empty for all.</summary>
        public ImmutableArray<int> Devices { get; init; } = [];

        /// <summary>Whether a page that looks open is taken for open.</summary>
        public bool IsSecondLook { get; init; }

        public (Uin Account, Uin Peer) Conversation => (Note.Uin, Note.Peer);
    }
}
