using System.Diagnostics;
using Tqq.Load.Planning;

namespace Tqq.Load.Driving;

/// <summary>
/// The open loop: each arrival goes out at its time, however slow the server is, and its latency counts from that time. Two
/// things only make one wait: all places are taken, or its account has a request under way (an account says one thing at a
/// time, or its messages would have no order).
/// </summary>
internal sealed class Driver(LoadPlan plan, Schedule schedule, Population population, Lanes lanes, Speaker speaker, RequestTally tally,
    TimeProvider time)
{
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private readonly bool[] _isBusy = new bool[population.Count];
    private readonly Dictionary<int, Queue<Arrival>> _waiting = [];
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _begun;
    private long _open = 1;
    private Exception? _failure;

    /// <summary>How many arrivals have been due so far, or 0 before the start.</summary>
    public long Due { get; private set; }

    /// <summary>Carries out all arrivals; ends when the last of them has ended.</summary>
    /// <param name="onMeasuring">Called when the warm-up is over.</param>
    /// <param name="onMeasured">Called when the last arrival was due; some may still be under way.</param>
    /// <param name="cancellationToken">No arrivals are begun any more.</param>
    /// <returns>How many arrivals never went out: they were waiting for a place when all patience was over.</returns>
    public async Task<long> RunAsync(Action onMeasuring, Action onMeasured, CancellationToken cancellationToken)
    {
        _begun = time.GetTimestamp();
        // A thread of its own: it must not wait for the ones that read replies.
        var left = await Task.Factory.StartNew(() => Loop(onMeasuring, onMeasured, cancellationToken), CancellationToken.None,
            TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        Close();
        await _idle.Task.ConfigureAwait(false);
        return _failure is null ? left : throw new InvalidOperationException("the generator failed: " + _failure.Message, _failure);
    }

    private long Loop(Action onMeasuring, Action onMeasured, CancellationToken cancellationToken)
    {
        var (next, hasRoom, isMeasuring, isMeasured) = (0L, true, false, false);
        var (warmUp, end) = (plan.WarmUp, plan.WarmUp + plan.Duration);
        for (; ; Thread.Sleep(s_step))
        {
            var now = time.GetElapsedTime(_begun);
            if (!isMeasuring && now >= warmUp)
            {
                isMeasuring = true;
                onMeasuring();
            }

            if (!isMeasured && (now >= end || cancellationToken.IsCancellationRequested))
            {
                isMeasured = true;
                onMeasured();
            }

            if (cancellationToken.IsCancellationRequested)
                return 0;
            Due = schedule.CountBefore(now < end ? now : end);
            for (; next < Due; next++)
            {
                if (lanes.TryTake() is not { } lane)
                    break;
                Begin(schedule.At(next), lane, hasRoom);
                hasRoom = true;
            }

            hasRoom = next == Due;
            if (isMeasured && (hasRoom || now >= end + plan.Timeout))
                return Due - next;
        }
    }

    private void Begin(Arrival arrival, Lane lane, bool isAtOnce)
    {
        lock (_lock)
        {
            _open++;
            if (_isBusy[arrival.Account])
            {
                if (!_waiting.TryGetValue(arrival.Account, out var queue))
                    _waiting[arrival.Account] = queue = new();
                queue.Enqueue(arrival);
                lanes.Return(lane);
                isAtOnce = false;
            }
            else
            {
                _isBusy[arrival.Account] = true;
                _ = CarryOutAsync(arrival, lane, isAtOnce);
            }
        }

        if (!isAtOnce && IsMeasured(arrival))
            tally.Waited();
    }

    // The arrival, and after it those of the same account that have come meanwhile.
    private async Task CarryOutAsync(Arrival first, Lane lane, bool isAtOnce)
    {
        // Not under the lock of who began it.
        await Task.Yield();
        if (isAtOnce && IsMeasured(first))
            tally.Started(Microseconds() - first.Due);
        for (Arrival? arrival = first; arrival is { } one; arrival = Next(one.Account))
        {
            try
            {
                var outcome = await SpeakAsync(one, lane).ConfigureAwait(false);
                if (IsMeasured(one))
                    tally.Ended(one.Operation, outcome, Microseconds() - one.Due);
                await lane.FinishAsync(one.Account).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                _failure ??= e;
            }

            Close();
        }

        lanes.Return(lane);
    }

    private Arrival? Next(int account)
    {
        lock (_lock)
        {
            if (_waiting.TryGetValue(account, out var queue) && queue.TryDequeue(out var next))
                return next;
            _waiting.Remove(account);
            _isBusy[account] = false;
            return null;
        }
    }

    private Task<RequestOutcome> SpeakAsync(Arrival arrival, Lane lane) => arrival.Operation switch
    {
        LoadOperation.Poll => speaker.PollAsync(lane, arrival.Account),
        LoadOperation.Send => speaker.SendAsync(lane, arrival.Account, schedule.ReceiverOf(arrival), plan.Size),
        LoadOperation.Presence => speaker.ChangeAsync(lane, arrival),
        _ => throw new UnreachableException(),
    };

    private bool IsMeasured(Arrival arrival) => arrival.Due >= plan.WarmUp.TotalMicroseconds;

    private long Microseconds() => (long)time.GetElapsedTime(_begun).TotalMicroseconds;

    private void Close()
    {
        lock (_lock)
            if (--_open == 0)
                _idle.TrySetResult();
    }
}
