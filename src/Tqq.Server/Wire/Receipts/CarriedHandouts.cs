using System.Collections.Concurrent;
using Tqq.Core;
using Tqq.Core.Mail;
using Tqq.Core.Sessions;
using Tqq.Server.Messaging;

namespace Tqq.Server.Wire.Receipts;

/// <summary>
/// The last handout of each account that is on its way, until it is acknowledged, replaced or broken. It tells the accounts what their
/// clients' TCP has confirmed: before a request that could acknowledge it, and about once a second, so that a session that ends
/// without one is told as well (protocol.md §4).
/// </summary>
internal sealed class CarriedHandouts : IDisposable
{
    // What TCP confirms late, it confirms within 200 ms.
    private static readonly TimeSpan Delayed = TimeSpan.FromMilliseconds(250);

    // A client that lost its connection speaks on another one, and a busy kernel may bring that request
    // before the reset that was sent first.
    private static readonly TimeSpan Overtaking = TimeSpan.FromMilliseconds(100);

    // A dead connection is noticed at once; should that ever fail, nobody waits for long.
    private static readonly TimeSpan DeadForLong = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private const int MostWaiting = 8;

    // Whoever sends a login may be anybody: they leave places for the session.
    private const int MostLoginsWaiting = 4;

    private readonly ConcurrentDictionary<Uin, CarriedHandout> _current = [];
    private readonly IMessenger _messenger;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    /// <summary>Starts looking.</summary>
    /// <param name="messenger">Whom to tell.</param>
    /// <param name="time">Where time comes from.</param>
    public CarriedHandouts(IMessenger messenger, TimeProvider time)
    {
        (_messenger, _time) = (messenger, time);
        _timer = time.CreateTimer(_ => LookAtAll(), null, BetweenLooks, BetweenLooks);
    }

    /// <summary>Stops looking.</summary>
    public void Dispose() => _timer.Dispose();

    /// <summary>A connection carries messages to an account.</summary>
    public void Add(CarriedHandout handout) => _current[handout.Uin] = handout;

    /// <summary>Nothing more is to be said of it.</summary>
    public void Remove(CarriedHandout handout) => _current.TryRemove(new(handout.Uin, handout));

    /// <summary>A client that counts was handed so much: of what was handed out before nothing more is to be said.</summary>
    /// <param name="uin">Its account.</param>
    /// <param name="number">What the account calls the new handout.</param>
    public void Replaced(Uin uin, long number)
    {
        if (CurrentOf(uin) is { } older && older.Number < number)
            Remove(older);
    }

    /// <summary>The last one of an account; null where nothing more is to be said of it.</summary>
    public CarriedHandout? CurrentOf(Uin uin) => _current.GetValueOrDefault(uin);

    /// <summary>Whether it is the last one of its account, and something is still to be said of it.</summary>
    public bool IsCurrent(CarriedHandout handout) => CurrentOf(handout.Uin) == handout;

    /// <summary>
    /// Before a request of an account is executed: tells the account whether the client's TCP has confirmed the last reply with messages,
    /// and waits for a moment where it has not yet. A request that arrived before all of that reply was written acknowledges nothing and
    /// does not wait, and neither does one of a stranger: else strangers would take the places of those that wait.
    /// </summary>
    /// <param name="uin">The account.</param>
    /// <param name="caller">Who sends the request; null for a login, which has been admitted.</param>
    /// <param name="asking">The connection of the request; null where it carries no messages.</param>
    /// <param name="arrived">When the request arrived.</param>
    /// <returns>The reply that the request acknowledges if it is one of the session; null where there is none.</returns>
    public ValueTask<CarriedHandout?> AwaitConfirmationAsync(Uin uin, in Caller? caller, CarryingConnection? asking, TimeSpan arrived)
    {
        if (CurrentOf(uin) is not { } handout || (caller is { } known && !_messenger.MayBelong(uin, known))
            || !handout.MayBeWritten(arrived))
            return default;
        var isOwn = handout.Connection == asking;
        if (isOwn && (handout.IsConfirmed || (handout.Written is not null && TryConfirm(handout))))
            return new(handout);
        return new(AwaitAsync(handout, isOwn, arrived, caller is null ? MostLoginsWaiting : MostWaiting));
    }

    /// <summary>
    /// Its client has ended the connection in order. What the client's TCP has confirmed by now is received, whatever becomes of bytes that
    /// are sent later: a client that has closed answers them with a reset.
    /// </summary>
    public void ClientEnded(CarriedHandout handout)
    {
        if (handout.Written is null || handout.Look() is not { IsOver: false, HasAll: true })
            return;
        Confirm(handout);
        Remove(handout);
    }

    /// <summary>Its connection is over.</summary>
    public void End(CarriedHandout handout, bool isBroken)
    {
        if (!IsCurrent(handout))
            return;
        if (isBroken)
            Report(handout, HandoutFate.Broken);
        else if (handout.Written is not null && handout.Look().HasAll)
            Confirm(handout);
        Remove(handout);
    }

    private async Task<CarriedHandout?> AwaitAsync(CarriedHandout handout, bool isOwn, TimeSpan arrived, int most)
    {
        try
        {
            if (Interlocked.Increment(ref handout.Waiting) > most)
                return null;
            var (waited, pause) = (TimeSpan.Zero, FirstPause);
            for (; ; )
            {
                if (!handout.MayBeWritten(arrived))
                    return null;
                var look = handout.Written is null ? default : handout.Look();
                var patience = Patience(look, isOwn);
                if (waited >= patience)
                    return TryConfirm(handout, look) ? handout : null;
                pause = waited + pause < patience ? pause : patience - waited;
                await handout.Connection.Ended.WaitAsync(pause, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (handout.Connection.Ended.IsCompleted)
                    return null;
                (waited, pause) = (waited + pause, 2 * pause);
            }
        }
        finally
        {
            Interlocked.Decrement(ref handout.Waiting);
        }
    }

    // A connection cannot wait for its own end.
    private static TimeSpan Patience(TcpLook look, bool isOwn) => look switch
    {
        { IsOver: true } => isOwn ? TimeSpan.Zero : DeadForLong,
        { HasAll: false } => Delayed,
        _ => isOwn ? TimeSpan.Zero : Overtaking,
    };

    private bool TryConfirm(CarriedHandout handout) => TryConfirm(handout, handout.Look());

    private bool TryConfirm(CarriedHandout handout, TcpLook look)
    {
        if (look is not { IsOver: false, HasAll: true })
            return false;
        Confirm(handout);
        return true;
    }

    private void Confirm(CarriedHandout handout)
    {
        if (handout.IsConfirmed)
            return;
        Report(handout, HandoutFate.Confirmed(handout.Written!.At));
        // Only now: whoever sees this has its request executed at once.
        handout.Confirm();
    }

    private void Report(CarriedHandout handout, HandoutFate fate)
    {
        // Of a reply that another one has replaced, the account wants to hear nothing.
        if (IsCurrent(handout))
            _messenger.ReportHandout(handout.Uin, handout.Number, fate);
    }

    private void LookAtAll()
    {
        foreach (var (_, handout) in _current)
            if (handout is { Written: not null, IsConfirmed: false })
                TryConfirm(handout);
    }
}
