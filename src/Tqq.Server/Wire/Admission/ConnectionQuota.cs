using System.Net;
using Tqq.Core.Limits;
using Tqq.Core.Rules;
using Tqq.Server.Wire.Limits;

namespace Tqq.Server.Wire.Admission;

/// <summary>
/// How many connections there may be, of one address and in all, and how many requests in flight. Who comes when all is taken gets the
/// slot of one that only waits: of the same address where that has its share, otherwise of the address with the most. There the one
/// goes first that never had a request answered, and of those the one that waits longest. So a flood of connections that say nothing
/// evicts its own, and a client that speaks stays.
/// </summary>
/// <param name="settings">How many.</param>
/// <param name="timer">Counts the time.</param>
internal sealed class ConnectionQuota(InForce<WireOptions> settings, ConnectionTimer timer)
{
    // A reply that the client takes at all is nearly always gone within this time.
    private const int PatienceWithWriters = 2;

    // Among so many of the largest addresses of one size the one who leaves is looked for.
    private const int Largest = 32;

    private const int Attempts = 3;

    private readonly Dictionary<IPAddress, AddressConnections> _byAddress = [];
    private readonly SortedSet<AddressConnections> _bySize = new(Comparer<AddressConnections>.Create(static (x, y) =>
        x.Slots.Count != y.Slots.Count ? x.Slots.Count.CompareTo(y.Slots.Count) : x.Number.CompareTo(y.Number)));

    private readonly Lock _lock = new();
    private long _number;
    private int _count;
    private int _requests;

    /// <summary>How many connections have a slot.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>How many requests are in flight.</summary>
    public int Requests => Volatile.Read(ref _requests);

    internal long Now => timer.Ticks;

    /// <summary>Takes a slot for a connection.</summary>
    /// <param name="address">Where it comes from.</param>
    /// <param name="leave">Ends it, when its slot is needed; may be called from any thread.</param>
    /// <param name="hasEvicted">Whether another had to leave for it.</param>
    /// <returns>The slot, or null where there is none.</returns>
    public ConnectionSlot? TryTake(IPAddress address, Action leave, out bool hasEvicted)
    {
        ConnectionSlot? leaving = null;
        ConnectionSlot slot;
        hasEvicted = false;
        var options = settings.Now;
        lock (_lock)
        {
            var key = AddressBlock.Of(address);
            var ofAddress = _byAddress.GetValueOrDefault(key);
            var size = ofAddress?.Slots.Count ?? 0;
            if (size >= options.ConnectionsPerAddress)
                leaving = Evict([ofAddress!]);
            else if (_count >= options.Connections)
                leaving = Evict(size > 0 && size + 1 >= _bySize.Max!.Slots.Count ? [ofAddress!] : TheLargest());
            if (leaving is null && (size >= options.ConnectionsPerAddress || _count >= options.Connections))
                return null;

            // The one that left may have been the last of this address.
            ofAddress = _byAddress.GetValueOrDefault(key) ?? (_byAddress[key] = new(key, _number++));
            slot = new(this, ofAddress, leave);
            Change(ofAddress, slot, isThere: true);
        }

        hasEvicted = leaving is not null;
        leaving?.Leave();
        return slot;
    }

    /// <summary>A connection has ended.</summary>
    public void GiveBack(ConnectionSlot slot)
    {
        slot.EndRequest();
        lock (_lock)
            if (slot.OfAddress.Slots.Contains(slot))
                Change(slot.OfAddress, slot, isThere: false);
    }

    internal bool TryBeginRequest(ConnectionSlot slot)
    {
        var options = settings.Now;
        if (!slot.OfAddress.TryBeginRequest(options.RequestsPerAddress))
            return false;
        if (Interlocked.Increment(ref _requests) <= options.Requests || TryEvictWriter())
            return true;
        EndRequest(slot);
        return false;
    }

    internal void EndRequest(ConnectionSlot slot)
    {
        slot.OfAddress.EndRequest();
        Interlocked.Decrement(ref _requests);
    }

    // All requests are taken: a client that does not read its reply gives way, one of the address that has the most in flight.
    private bool TryEvictWriter()
    {
        ConnectionSlot? leaving;
        lock (_lock)
            leaving = Evict(_byAddress.Values.MaxBy(ofAddress => ofAddress.Requests) is { } most ? [most] : [], onlyWriters: true);
        leaving?.Leave();
        return leaving is not null;
    }

    private IEnumerable<AddressConnections> TheLargest()
    {
        var size = _bySize.Max?.Slots.Count;
        return _bySize.Reverse().TakeWhile(ofAddress => ofAddress.Slots.Count == size).Take(Largest);
    }

    private ConnectionSlot? Evict(IEnumerable<AddressConnections> from, bool onlyWriters = false)
    {
        // One that was found may just have begun to do something else.
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (FindLeast(from, onlyWriters) is not ({ } slot, var activity))
                return null;
            if (!slot.TryEvict(activity))
                continue;
            Change(slot.OfAddress, slot, isThere: false);
            return slot;
        }

        return null;
    }

    private (ConnectionSlot? Slot, ConnectionActivity Activity) FindLeast(IEnumerable<AddressConnections> from, bool onlyWriters)
    {
        (ConnectionSlot? Slot, ConnectionActivity Activity, long Since) least = default;
        foreach (var slot in from.SelectMany(static ofAddress => ofAddress.Slots))
        {
            var (activity, since) = (slot.Activity, slot.Since);
            if (!((activity == ConnectionActivity.Waiting && !onlyWriters)
                || (activity == ConnectionActivity.Writing && since <= timer.Ticks - PatienceWithWriters)))
                continue;
            if (least.Slot is null || (slot.IsProven, since).CompareTo((least.Slot.IsProven, least.Since)) < 0)
                least = (slot, activity, since);
        }

        return (least.Slot, least.Activity);
    }

    private void Change(AddressConnections ofAddress, ConnectionSlot slot, bool isThere)
    {
        _bySize.Remove(ofAddress);
        if (isThere)
            ofAddress.Slots.Add(slot);
        else
            ofAddress.Slots.Remove(slot);
        _count += isThere ? 1 : -1;
        if (ofAddress.Slots.Count > 0)
            _bySize.Add(ofAddress);
        else
            _byAddress.Remove(ofAddress.Address);
    }
}
