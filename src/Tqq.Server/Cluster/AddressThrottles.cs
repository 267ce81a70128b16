using System.Net;
using Tqq.Core;
using Tqq.Core.Limits;

namespace Tqq.Server.Cluster;

/// <summary>Failed logins by address (protocol.md §5.1); the account's own guard lives with the account.</summary>
public sealed class AddressThrottles
{
    /// <summary>
    /// How many addresses are remembered. An attacker with more must not fill the memory: beyond this the one longest quiet is forgotten.
    /// </summary>
    public const int Most = 10_000;

    private readonly Dictionary<IPAddress, LinkedListNode<Entry>> _byAddress = [];

    // The one that failed last stands last.
    private readonly LinkedList<Entry> _byAge = [];
    private readonly Lock _lock = new();

    /// <summary>The same failures by account; nobody is held back by them.</summary>
    internal FailedLogins ByAccount { get; } = new();

    /// <summary>How many addresses are remembered now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _byAddress.Count;
        }
    }

    /// <summary>How many addresses are slowed down now, and the one of them that failed last.</summary>
    public (int Count, IPAddress? Last) SlowedDown(TimeSpan now)
    {
        lock (_lock)
        {
            var (count, last) = (0, default(IPAddress));
            foreach (var entry in _byAge)
                if (entry.Throttle.Delay(now) > TimeSpan.Zero)
                    (count, last) = (count + 1, entry.Address);
            return (count, last);
        }
    }

    /// <summary>How long a login from this address is held back now.</summary>
    public TimeSpan Delay(IPAddress address, TimeSpan now)
    {
        lock (_lock)
            return _byAddress.TryGetValue(AddressBlock.Of(address), out var node) ? node.Value.Throttle.Delay(now) : TimeSpan.Zero;
    }

    /// <summary>A login from this address failed.</summary>
    public void Failed(IPAddress address, Uin uin, TimeSpan now)
    {
        var block = AddressBlock.Of(address);
        ByAccount.Note(uin, now);
        lock (_lock)
        {
            if (_byAddress.TryGetValue(block, out var node))
                _byAge.Remove(node);
            else
                _byAddress[block] = node = new(new(block, new()));
            _byAge.AddLast(node);
            node.Value.Throttle.Failed(uin, now);
            if (_byAddress.Count <= Most)
                return;
            _byAddress.Remove(_byAge.First!.Value.Address);
            _byAge.RemoveFirst();
        }
    }

    /// <summary>A login from this address succeeded.</summary>
    public void Succeeded(IPAddress address, Uin uin)
    {
        lock (_lock)
            if (_byAddress.TryGetValue(AddressBlock.Of(address), out var node))
                node.Value.Throttle.Succeeded(uin);
    }

    private readonly record struct Entry(IPAddress Address, AddressThrottle Throttle);
}
