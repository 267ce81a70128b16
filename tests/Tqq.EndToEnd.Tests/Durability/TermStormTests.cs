using Tqq.EndToEnd.Tests.Ledgers;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Durability;

/// <summary>
/// SIGTERM in the middle of a storm: whole replies or closed connections, and nothing lost. `tests/faults/run term` does it often.
/// </summary>
[LongRun]
public sealed class TermStormTests
{
    private const int Rounds = 2;
    private const int Enough = 100;

    [Fact]
    public async Task Clients_see_whole_replies_and_closed_connections_and_nothing_is_lost()
    {
        using var directory = new TemporaryDirectory();
        Cast? cast = null;
        for (var round = 0; round < Rounds; round++)
        {
            await using var server = await RunningServer.StartAsync(directory.At("data"), Cast.Flags);
            cast ??= await Cast.CreateAsync(server, 6, 2);
            var storm = Storm.Start(server.Wire, cast.Senders, cast.Receivers, cast.Receivers, seed: round);
            await storm.WaitForAsync(Enough);
            Assert.Equal(0, (await server.TerminateAsync()).ExitCode);
            await storm.StopAsync();
            cast.Ledger.Cut();
        }

        await using var last = await RunningServer.StartAsync(directory.At("data"), Cast.Flags);
        await cast!.DrainAsync(last);
        Assert.Empty(cast.Sights.ByKind.Keys.Except(["RES=0", nameof(Sight.Closed), nameof(Sight.Reset), nameof(Sight.NobodyThere)]));
        Assert.True(cast.Ledger.Sum().IsClean, cast.Ledger.Sum().ToString());
    }
}
