using System.Net;

namespace Tqq.Server.Wire.Admission;

/// <summary>All connections from one address.</summary>
/// <param name="address">The address.</param>
/// <param name="number">Tells two of the same size apart.</param>
internal sealed class AddressConnections(IPAddress address, long number)
{
    private int _requests;

    public IPAddress Address => address;

    public long Number => number;

    /// <summary>Their slots; looked at and changed under the lock of <see cref="ConnectionQuota"/> only.</summary>
    public HashSet<ConnectionSlot> Slots { get; } = [];

    /// <summary>How many requests of theirs are in flight.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public bool TryBeginRequest(int limit)
    {
        if (Interlocked.Increment(ref _requests) <= limit)
            return true;
        EndRequest();
        return false;
    }

    public void EndRequest() => Interlocked.Decrement(ref _requests);
}
