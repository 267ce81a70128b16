using System.Collections.Concurrent;
using Tqq.Core;

namespace Tqq.Server.Wire;

/// <summary>
/// Which connection carried the last messages to an account, while it lives. A client that lost them says the next thing on another connection, maybe before
/// this server has looked at the reset of the old one; its request must not acknowledge them, so it waits until that is known (protocol.md §4).
/// </summary>
/// <param name="time">Where time comes from.</param>
internal sealed class HandoutCarriers(TimeProvider time)
{
    // A dead connection is noticed at once; should that ever fail, nobody waits for long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // On a busy machine the kernel may bring a new connection, and a request on it, before the reset of the old one that was sent first.
    private static readonly TimeSpan Overtaking = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<Uin, RequestAnswerer> _carriers = [];

    /// <summary>This connection carries messages to an account.</summary>
    public void Add(Uin uin, RequestAnswerer carrier) => _carriers[uin] = carrier;

    /// <summary>What it carried has arrived, or is known not to have.</summary>
    public void Remove(Uin uin, RequestAnswerer carrier) => _carriers.TryRemove(new(uin, carrier));

    /// <summary>
    /// Before a request of an account is executed: if another connection carried messages to it, waits until its end has been told. One that seems to live may
    /// have been left by its client all the same; it gets a moment, but for a client that counts what it has taken and loses nothing anyhow.
    /// </summary>
    public ValueTask AwaitFateAsync(Uin uin, RequestAnswerer asking, bool counts)
    {
        if (!_carriers.TryGetValue(uin, out var carrier) || carrier == asking)
            return default;
        if (carrier.IsDead)
            return new(AwaitEndAsync(carrier, Patience));
        return counts ? default : new(AwaitEndAsync(carrier, Overtaking));
    }

    private async Task AwaitEndAsync(RequestAnswerer carrier, TimeSpan patience) =>
        await carrier.Ended.WaitAsync(patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
