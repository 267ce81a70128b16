using System.Net;

namespace Tqq.Server.Wire.Limits;

/// <summary>Counts the replies that are held back. Each costs a timer and nothing else, and even of those there are only so many (protocol.md §6).</summary>
/// <param name="options">How many.</param>
public sealed class DelayedReplies(WireOptions options)
{
    private readonly Dictionary<IPAddress, int> _byAddress = [];
    private readonly Lock _lock = new();
    private int _all;

    /// <summary>How many are held back now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _all;
        }
    }

    /// <summary>Takes a place; false where there is none left, for this address or at all.</summary>
    public bool TryBegin(IPAddress address)
    {
        lock (_lock)
        {
            var held = _byAddress.GetValueOrDefault(address);
            if (held >= options.DelayedRepliesPerAddress || _all >= options.DelayedReplies)
                return false;
            _byAddress[address] = held + 1;
            _all++;
            return true;
        }
    }

    /// <summary>Gives a place back.</summary>
    public void End(IPAddress address)
    {
        lock (_lock)
        {
            _all--;
            if (--_byAddress[address] == 0)
                _byAddress.Remove(address);
        }
    }
}
