using System.Net;
using Tqq.Core.Limits;

namespace Tqq.Server.Web.Api.Signing;

/// <summary>
/// Counts what addresses do (IPv6: of a /64) against a limit. So many are remembered: beyond that those that may do all again are
/// forgotten, and then whoever asks is refused until there is room.
/// </summary>
internal sealed class AddressMeter(TimeProvider time)
{
    /// <summary>How many addresses are remembered.</summary>
    public const int Most = 10_000;

    private readonly Dictionary<IPAddress, TokenBucket> _used = [];
    private readonly Lock _lock = new();

    /// <summary>Whether the limit allows another use.</summary>
    /// <returns>Null where it does, and it is taken; otherwise how long it takes until it does.</returns>
    public TimeSpan? TryTake(IPAddress address, RateLimit limit)
    {
        var (block, now) = (AddressBlock.Of(address), time.GetElapsedTime(0));
        lock (_lock)
        {
            var used = _used.GetValueOrDefault(block);
            if (!used.TryTake(limit, now))
                return used.UntilNext(limit, now);
            if (_used.Count >= Most && !_used.ContainsKey(block))
            {
                foreach (var (rested, _) in _used.Where(known => known.Value.UntilNext(limit with { Burst = 1 }, now) == TimeSpan.Zero))
                    _used.Remove(rested);
                if (_used.Count >= Most)
                    return limit.Interval;
            }

            _used[block] = used;
            return null;
        }
    }

    /// <summary>A use was none after all.</summary>
    public void GiveBack(IPAddress address, RateLimit limit)
    {
        lock (_lock)
            if (_used.TryGetValue(AddressBlock.Of(address), out var used))
            {
                used.GiveBack(limit);
                _used[AddressBlock.Of(address)] = used;
            }
    }
}
