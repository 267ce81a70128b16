using Tqq.Bench.Others.Contenders;
using Tqq.Bench.Others.Daemons;

namespace Tqq.Bench.Others.Rounds;

/// <summary>What a connected account costs in memory: many connect to a server that has already seen some.</summary>
internal static class ConnectedMemory
{
    private const int Before = 50;
    private const int Measured = 300;

    /// <summary>Accounts it needs.</summary>
    public const int Accounts = Before + Measured;

    /// <returns>Bytes of each.</returns>
    public static async Task<double> MeasureAsync(Contender contender)
    {
        var connected = new List<IReceiver>();
        var waiting = new List<Task>();
        try
        {
            await ConnectAsync(0, Before);
            var before = ProcessTree.Memory(contender.Daemon.Id);
            await ConnectAsync(Before, Accounts);
            return (ProcessTree.Memory(contender.Daemon.Id) - before) / (double)Measured;
        }
        finally
        {
            foreach (var receiver in connected)
                receiver.Dispose();
            await Task.WhenAll(waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // those that still waited
        }

        // Each has asked once: answered with nothing, or waiting.
        async Task ConnectAsync(int from, int to)
        {
            for (var account = from; account < to; account++)
            {
                connected.Add(await contender.ReceiverAsync(account, away: false));
                waiting.Add(connected[^1].NextAsync(static _ => { }).AsTask());
            }

            await Task.Delay(1000);
        }
    }
}
