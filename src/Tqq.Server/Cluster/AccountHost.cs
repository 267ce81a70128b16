using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Accounts;
using Tqq.Core.Changes;
using Tqq.Core.Log;
using Tqq.Server.Messaging;

namespace Tqq.Server.Cluster;

/// <summary>
/// An account in memory. All that is done with it is done in turns of its <see cref="AccountScheduler"/>. What its own client asks, and
/// what an administrator changes, is queued besides: one request after the other, each to its end. What other accounts ask comes in between
/// and asks nobody, so two accounts never wait for each other.
/// </summary>
internal sealed class AccountHost(Uin uin, LiveAccount account, AccountServices services, IAccountActivation activation)
{
    // Failures to log in are forgotten after five minutes.
    private static readonly TimeSpan LongestTrouble = TimeSpan.FromMinutes(5.1);

    private RequestQueue.State _requests;
    private AccountNews.State _told;
    private TimeSpan _wakes = TimeSpan.MaxValue;
    private bool _hadSession;
    private AccountSignals? _signals;

    /// <summary>Its number.</summary>
    public Uin Uin => uin;

    /// <summary>Its rules; to be used in a turn.</summary>
    public LiveAccount Account => account;

    /// <summary>What all accounts share.</summary>
    public AccountServices Services => services;

    /// <summary>Its turns.</summary>
    public AccountScheduler Scheduler { get; } = new();

    // These are views that are made when they are asked for: as objects they would take memory in each account.

    /// <summary>Its requests, one after the other; to be used in a turn.</summary>
    public RequestQueue Queue => new(this);

    /// <summary>Runs its steps; to be used in a turn.</summary>
    public StepRunner Steps => new(this);

    /// <summary>What it has the others know; to be used in a turn.</summary>
    public AccountNews News => new(this);

    /// <summary>What <see cref="Queue"/> remembers.</summary>
    public ref RequestQueue.State Requests => ref _requests;

    /// <summary>What <see cref="News"/> remembers.</summary>
    public ref AccountNews.State Told => ref _told;

    /// <summary>What is on its way to the disk; null where nothing has ever been.</summary>
    public AccountWrites? Writes { get; set; }

    /// <summary>The newest items of its log; null where no stream is open, or its account is another one than then.</summary>
    public RecentLog? Recent { get; private set; }

    /// <summary>It has come into memory: has the others know whether it has a session.</summary>
    public void Arrive()
    {
        // Numbers that are nobody's stay closed, so that they leave as soon as they have been answered.
        if (account.Record is not null)
            Scheduler.Open();
        News.NoteSession();
        WatchSession();
    }

    /// <summary>In a turn: whoever asks for the friends who are online waits until they have been asked, and have answered.</summary>
    public async Task<bool> AskFriendsAsync()
    {
        if (account.Presence.IsUnknown)
            await News.TellAsync(account.Presence.AskFriends());
        await News.Telling;
        return true;
    }

    /// <summary>In a turn: raises a signal whenever there is something new.</summary>
    public DeviceAttachment Attach(int device, IDeviceSignal signal)
    {
        if (_signals is null)
            (_signals, Recent) = (new(uin, account, services.Logger, EndStream), new(account.Log.End));
        Scheduler.TurnEnding = _signals.EndTurn;
        return _signals.Add(device, signal);
    }

    /// <summary>In a turn: a stream of a device is gone.</summary>
    public void Detach(DeviceAttachment attachment)
    {
        if (_signals?.Remove(attachment) is not true)
            return;
        if (_signals.IsEmpty)
            (_signals, Recent, Scheduler.TurnEnding) = (null, null, null);
        account.Devices.Detach(attachment.Device, services.Clock.Now());
        WatchSession();
    }

    /// <summary>In a turn: its memory follows what has been stored, or has to go on without.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="waiting">What waits after them in the store; null where it is not certain that they are stored.</param>
    public void Applied(ImmutableArray<Change> changes, LogWaiting? waiting)
    {
        account.Applied(changes, waiting ?? default);
        Recent?.Note(changes, areStored: waiting is not null);
        if (waiting is not null && account.Devices.HasPush)
            NotePushes(changes);
        // Whoever has the number next must not read what this one was told.
        if (account.Record is null)
            Recent = null;
    }

    private void NotePushes(ImmutableArray<Change> changes)
    {
        foreach (var message in changes.OfType<Change.MessageAppended>().Select(appended => appended.Message))
            if (message.Peer != uin)
                services.Pushes.Note(new(uin, message.Id, message.Peer, message.Kind));
    }

    /// <summary>In a turn: has the account woken when its session may be over, or when it may leave memory.</summary>
    public void WatchSession()
    {
        // Once is enough: a session that begins anew is over later than the one before it would have been. A wake whose time has passed may
        // have been lost.
        var now = services.Clock.Now();
        _hadSession |= account.IsOnline;
        var left = account.SessionLeft(now) ?? LongestTrouble;
        if (_wakes <= now.Uptime || now.Uptime + left < _wakes)
            _wakes = services.Wakes.Add(uin, now.Uptime + left);
    }

    /// <summary>In a turn: ends the session if it is over. Who is in memory for nothing leaves.</summary>
    public async Task WakeAsync()
    {
        var now = services.Clock.Now();
        // Who was in memory before may be woken once more than it asked for.
        if (now.Uptime < _wakes)
            return;
        _wakes = TimeSpan.MaxValue;
        try
        {
            if (account.Expire(now) is { } step)
                await Queue.PinnedAsync(() => Steps.RunAsync(step));
        }
        finally
        {
            WatchSession();
        }

        // What was remembered of a session, like the rate of its requests, is for one round more.
        if (!_hadSession)
            LeaveIfUnused();
        _hadSession = account.IsOnline;
    }

    /// <summary>
    /// In a turn: leaves memory where nothing is to be remembered. Whoever tries to log in as one account after the other must not fill the
    /// memory with them: without a session an account stays only for as long as there are failures to remember.
    /// </summary>
    public void LeaveIfUnused()
    {
        if (!account.IsOnline && account.IsUntroubled(services.Clock.Now()) && TryClose())
            activation.Leave();
    }

    /// <summary>In a turn: leaves memory, whatever there is to remember. Nobody finds it here any more.</summary>
    public void Leave()
    {
        Scheduler.Close();
        activation.Leave();
    }

    /// <summary>
    /// In a turn: lets nobody in any more who found it in memory, but not while anything runs: who waited for that would wait for an
    /// account that is not there.
    /// </summary>
    /// <returns>Whether nobody comes in now.</returns>
    public bool TryClose() => !Queue.IsPinned && _signals is null && Steps.IsIdle && Scheduler.TryClose();

    private void EndStream(DeviceAttachment attachment) => Scheduler.RunAsync((Host: this, attachment), static ended =>
    {
        ended.Host.Detach(ended.attachment);
        return new ValueTask<bool>(true);
    }).AsTask().Ignore();
}
