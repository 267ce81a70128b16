using System.Net;
using Tqq.Core.Limits;
using Tqq.Core.Rules;
using Tqq.Server.Wire.Limits;

namespace Tqq.Server.Wire.Places;

/// <summary>
/// How many connections there may be, of one address and in all, and how many requests in flight. Who comes when all is taken gets the place of one that only
/// waits: of the same address where that has its share, otherwise of the address with the most. There the one goes first that never had a request answered, and of
/// those the one that waits longest. So a flood of connections that say nothing pushes out its own, and a client that speaks stays.
/// </summary>
/// <param name="settings">How many.</param>
/// <param name="timer">Counts the time.</param>
internal sealed class ConnectionPlaces(InForce<WireOptions> settings, ConnectionTimer timer)
{
    // A reply that the client takes at all is nearly always gone within this time.
    private const int PatienceWithWriters = 2;

    // Among so many of the largest addresses of one size the one who leaves is looked for.
    private const int Largest = 32;

    private const int Attempts = 3;

    private readonly Dictionary<IPAddress, Neighbours> _byAddress = [];
    private readonly SortedSet<Neighbours> _bySize = new(Comparer<Neighbours>.Create(static (x, y) =>
        x.Places.Count != y.Places.Count ? x.Places.Count.CompareTo(y.Places.Count) : x.Number.CompareTo(y.Number)));

    private readonly Lock _lock = new();
    private long _number;
    private int _count;
    private int _requests;

    /// <summary>How many connections have a place.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>How many requests are in flight.</summary>
    public int Requests => Volatile.Read(ref _requests);

    internal long Now => timer.Ticks;

    /// <summary>Takes a place for a connection.</summary>
    /// <param name="address">Where it comes from.</param>
    /// <param name="leave">Ends it, when its place is needed; may be called from any thread.</param>
    /// <param name="hasPushedOut">Whether another had to leave for it.</param>
    /// <returns>The place, or null where there is none.</returns>
    public ConnectionPlace? TryTake(IPAddress address, Action leave, out bool hasPushedOut)
    {
        ConnectionPlace? leaving = null;
        ConnectionPlace place;
        hasPushedOut = false;
        var options = settings.Now;
        lock (_lock)
        {
            var key = AddressBlock.Of(address);
            var neighbours = _byAddress.GetValueOrDefault(key);
            var size = neighbours?.Places.Count ?? 0;
            if (size >= options.ConnectionsPerAddress)
                leaving = PushOut([neighbours!]);
            else if (_count >= options.Connections)
                leaving = PushOut(size > 0 && size + 1 >= _bySize.Max!.Places.Count ? [neighbours!] : TheLargest());
            if (leaving is null && (size >= options.ConnectionsPerAddress || _count >= options.Connections))
                return null;

            // The one that left may have been the last of this address.
            neighbours = _byAddress.GetValueOrDefault(key) ?? (_byAddress[key] = new(key, _number++));
            place = new(this, neighbours, leave);
            Change(neighbours, place, isThere: true);
        }

        hasPushedOut = leaving is not null;
        leaving?.Leave();
        return place;
    }

    /// <summary>A connection has ended.</summary>
    public void GiveBack(ConnectionPlace place)
    {
        place.EndRequest();
        lock (_lock)
            if (place.Neighbours.Places.Contains(place))
                Change(place.Neighbours, place, isThere: false);
    }

    internal bool TryBeginRequest(ConnectionPlace place)
    {
        var options = settings.Now;
        if (!place.Neighbours.TryBeginRequest(options.RequestsPerAddress))
            return false;
        if (Interlocked.Increment(ref _requests) <= options.Requests || TryPushOutWriter())
            return true;
        EndRequest(place);
        return false;
    }

    internal void EndRequest(ConnectionPlace place)
    {
        place.Neighbours.EndRequest();
        Interlocked.Decrement(ref _requests);
    }

    // All requests are taken: a client that does not read its reply gives way, one of the address that has the most in flight.
    private bool TryPushOutWriter()
    {
        ConnectionPlace? leaving;
        lock (_lock)
            leaving = PushOut(_byAddress.Values.MaxBy(neighbours => neighbours.Requests) is { } most ? [most] : [], onlyWriters: true);
        leaving?.Leave();
        return leaving is not null;
    }

    private IEnumerable<Neighbours> TheLargest()
    {
        var size = _bySize.Max?.Places.Count;
        return _bySize.Reverse().TakeWhile(neighbours => neighbours.Places.Count == size).Take(Largest);
    }

    private ConnectionPlace? PushOut(IEnumerable<Neighbours> from, bool onlyWriters = false)
    {
        // One that was found may just have begun to do something else.
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (FindLeast(from, onlyWriters) is not ({ } place, var doing))
                return null;
            if (!place.TryEvict(doing))
                continue;
            Change(place.Neighbours, place, isThere: false);
            return place;
        }

        return null;
    }

    private (ConnectionPlace? Place, Doing Doing) FindLeast(IEnumerable<Neighbours> from, bool onlyWriters)
    {
        (ConnectionPlace? Place, Doing Doing, long Since) least = default;
        foreach (var place in from.SelectMany(static neighbours => neighbours.Places))
        {
            var (doing, since) = (place.Doing, place.Since);
            if (!((doing == Doing.Waiting && !onlyWriters) || (doing == Doing.Writing && since <= timer.Ticks - PatienceWithWriters)))
                continue;
            if (least.Place is null || (place.IsProven, since).CompareTo((least.Place.IsProven, least.Since)) < 0)
                least = (place, doing, since);
        }

        return (least.Place, least.Doing);
    }

    private void Change(Neighbours neighbours, ConnectionPlace place, bool isThere)
    {
        _bySize.Remove(neighbours);
        if (isThere)
            neighbours.Places.Add(place);
        else
            neighbours.Places.Remove(place);
        _count += isThere ? 1 : -1;
        if (neighbours.Places.Count > 0)
            _bySize.Add(neighbours);
        else
            _byAddress.Remove(neighbours.Address);
    }
}
