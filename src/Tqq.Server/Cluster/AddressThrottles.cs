using System.Net;
using Tqq.Core.Limits;

namespace Tqq.Server.Cluster;

/// <summary>Failed logins by address (protocol.md §5.1); the account's own throttle lives with the account.</summary>
public sealed class AddressThrottles
{
    // An attacker with many addresses must not fill the memory: beyond this, those long quiet are dropped.
    private const int Roomy = 10_000;

    private readonly Dictionary<IPAddress, LoginThrottle> _throttles = [];
    private readonly Lock _lock = new();

    /// <summary>How long an answer to this address is held back now.</summary>
    public TimeSpan Delay(IPAddress address, TimeSpan now)
    {
        lock (_lock)
            return _throttles.TryGetValue(address, out var throttle) ? throttle.Delay(now) : TimeSpan.Zero;
    }

    /// <summary>A login from this address came out so.</summary>
    public void Note(IPAddress address, bool succeeded, TimeSpan now)
    {
        lock (_lock)
        {
            if (succeeded)
            {
                _throttles.Remove(address);
                return;
            }

            if (_throttles.Count >= Roomy && !_throttles.ContainsKey(address))
                foreach (var quiet in _throttles.Where(pair => pair.Value.IsIdle(now)).Select(pair => pair.Key).ToList())
                    _throttles.Remove(quiet);
            if (!_throttles.TryGetValue(address, out var throttle))
                _throttles[address] = throttle = new();
            throttle.Failed(now);
        }
    }
}
