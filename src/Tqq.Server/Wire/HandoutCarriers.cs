using System.Collections.Concurrent;
using Tqq.Core;

namespace Tqq.Server.Wire;

/// <summary>
/// Which connection carried the last messages to an account, while it lives. A client that lost them says the next thing on another connection, maybe before
/// this server has looked at the reset of the old one; its request must not acknowledge them, so it waits until that is known (protocol.md §4).
/// </summary>
internal sealed class HandoutCarriers
{
    // A dead connection is noticed at once; should that ever fail, nobody waits for long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Uin, RequestAnswerer> _carriers = [];

    /// <summary>This connection carries messages to an account.</summary>
    public void Add(Uin uin, RequestAnswerer carrier) => _carriers[uin] = carrier;

    /// <summary>What it carried has arrived, or is known not to have.</summary>
    public void Remove(Uin uin, RequestAnswerer carrier) => _carriers.TryRemove(new(uin, carrier));

    /// <summary>Before a request of an account is executed: if another connection carried messages to it and is dead, waits until its end has been told.</summary>
    public ValueTask AwaitFateAsync(Uin uin, RequestAnswerer asking) =>
        _carriers.TryGetValue(uin, out var carrier) && carrier != asking && carrier.IsDead ? new(AwaitEndAsync(carrier)) : default;

    private static async Task AwaitEndAsync(RequestAnswerer carrier) =>
        await carrier.Ended.WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
