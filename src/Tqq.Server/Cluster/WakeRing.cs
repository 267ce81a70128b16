using Tqq.Core;

namespace Tqq.Server.Cluster;

/// <summary>Who is to be woken when: a ring of slots of time, without a clock and without timers. Safe for threads.</summary>
/// <param name="width">How much time a slot covers: nobody is woken later than that, or before.</param>
/// <param name="now">The time now, on a clock that only grows.</param>
internal sealed class WakeRing(TimeSpan width, TimeSpan now)
{
    /// <summary>How many widths ahead somebody can be woken; who wants to sleep longer is woken then.</summary>
    public const int Reach = Slots - 1;

    private const int Slots = 301;

    private readonly Lock _lock = new();
    private readonly List<Uin>?[] _slots = new List<Uin>?[Slots];
    private long _done = now.Ticks / width.Ticks;

    /// <summary>Takes an account in.</summary>
    /// <param name="uin">Its number.</param>
    /// <param name="at">When it wants to be woken.</param>
    /// <returns>When it will be woken: not before this.</returns>
    public TimeSpan Add(Uin uin, TimeSpan at)
    {
        lock (_lock)
        {
            // Never the slot that is being emptied, and never once round the ring.
            var slot = Math.Clamp((at.Ticks + width.Ticks - 1) / width.Ticks, _done + 1, _done + Reach);
            (_slots[slot % Slots] ??= []).Add(uin);
            return width * slot;
        }
    }

    /// <summary>Takes the next slot out whose time has come; null where there is none.</summary>
    /// <param name="now">The time now.</param>
    public IReadOnlyCollection<Uin>? TakeDue(TimeSpan now)
    {
        lock (_lock)
        {
            var current = now.Ticks / width.Ticks;
            if (_done >= current)
                return null;
            // After a long sleep of the machine once round the ring meets everybody.
            _done = Math.Max(_done + 1, current - Reach);
            var due = _slots[_done % Slots] ?? [];
            _slots[_done % Slots] = null;
            return due;
        }
    }
}
