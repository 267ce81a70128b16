using System.Net;
using Tqq.EndToEnd.Tests.Ledgers;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Durability;

/// <summary>
/// A disk that fails or fills up under the real program. `tests/faults/run fsync` and `disk` do it often, and with real file systems.
/// </summary>
public sealed class FaultyDiskTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("wal")]
    [InlineData("db")]
    [LongRun]
    public async Task The_first_fsync_that_fails_is_the_last_and_nothing_acknowledged_is_lost(string of)
    {
        var disk = await BuildDiskAsync();
        Cast cast;
        await using (var server = await StartAsync(disk))
        {
            cast = await Cast.CreateAsync(server, 4, 1);
            disk.FailNextSync(of);
            var storm = Storm.Start(server.Wire, cast.Senders, cast.Receivers, [], seed: 1);
            Assert.Equal(1, await server.WaitForExitAsync(s_patience));
            await storm.StopAsync();
            Assert.Contains(server.Errors, line =>
                line.StartsWith($"tqq: the disk under {_directory.At("data")} has failed and the server stops", StringComparison.Ordinal));
        }

        Assert.Equal([of == "wal" ? "failed tqq.db-wal" : "failed tqq.db"], disk.Syncs);
        await using var again = await RunningServer.StartAsync(_directory.At("data"), Cast.Flags);
        await cast.DrainAsync(again);
        Assert.True(cast.Ledger.Sum().IsClean, cast.Ledger.Sum().ToString());
    }

    [Fact]
    public async Task A_full_disk_refuses_messages_lets_logins_and_reads_go_on_and_is_left_behind_when_there_is_room()
    {
        var disk = await BuildDiskAsync();
        await using var server = await StartAsync(disk);
        var cast = await Cast.CreateAsync(server, 1, 1);
        var (me, friend) = (cast.Senders[0], cast.Receivers[0]);
        disk.Fill();
        // Some still fit in what the log has of the disk.
        var exchange = await me.SendAsync(server.Wire, friend.Uin);
        for (var fit = 0; exchange.Result == "0" && fit < 10_000; fit++)
            exchange = await me.SendAsync(server.Wire, friend.Uin);
        Assert.Equal("3", exchange.Result);
        Assert.Equal("3", (await me.SendAsync(server.Wire, friend.Uin)).Result);

        // The admin API says so in words.
        using var edited = await server.AdminAsync(HttpMethod.Patch, $"accounts/{friend.Uin}",
            new { fields = new Dictionary<string, string> { ["PR"] = new string('x', 500) } });
        Assert.Equal(HttpStatusCode.InsufficientStorage, edited.StatusCode);
        Assert.Contains("no room left on the server's disk", await edited.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);

        Assert.Equal("0", (await me.LoginAsync(server.Wire)).Result);
        Assert.Equal("0", (await me.AskAsync(server.Wire, "List", "&TN=1")).Result);
        await friend.DrainAsync(server.Wire);

        disk.Free();
        Assert.Equal("0", (await me.SendAsync(server.Wire, friend.Uin)).Result);
        await friend.DrainAsync(server.Wire);
        await server.TerminateAsync();
        Assert.Single(server.Errors, line => line.Contains("the store is full", StringComparison.Ordinal));
        Assert.True(cast.Ledger.Sum().IsClean, cast.Ledger.Sum().ToString());
    }

    [Fact]
    [LongRun]
    public async Task A_checkpoint_that_found_no_room_is_tried_again_long_before_the_next_would_be_due()
    {
        const long Due = 4000 * 4096; // Storage/Sqlite/Checkpoint: after so many bytes of pages
        var disk = await BuildDiskAsync();
        await using var server = await StartAsync(disk);
        var cast = await Cast.CreateAsync(server, 1, 1);
        var (me, friend) = (cast.Senders[0], cast.Receivers[0]);
        var (database, log) = (new FileInfo(_directory.At("data/tqq.db")), new FileInfo(_directory.At("data/tqq.db-wal")));
        disk.FillDatabase();
        await SendWhileAsync(() => log.Length < Due * 1.1, reads: 0);

        disk.Free();
        var before = database.Length;
        await SendWhileAsync(() => database.Length == before && log.Length < Due * 1.6, reads: 5);
        Assert.True(database.Length > before, $"the log has grown to {log.Length:N0} bytes and nothing of it has come into the database");
        await friend.DrainAsync(server.Wire);
        Assert.True(cast.Ledger.Sum().IsClean, cast.Ledger.Sum().ToString());

        async Task SendWhileAsync(Func<bool> goOn, int reads)
        {
            do
            {
                Assert.Equal("0", (await me.SendAsync(server.Wire, friend.Uin)).Result);
                // What is read writes nothing, and takes its time.
                for (var read = 0; read < reads; read++)
                    await me.AskAsync(server.Wire, "List");
                database.Refresh();
                log.Refresh();
            }
            while (goOn());
        }
    }

    [Fact]
    public async Task A_disk_that_hangs_leaves_open_what_it_has_begun_refuses_the_rest_in_time_and_lets_reads_go_on()
    {
        var disk = await BuildDiskAsync();
        await using var server = await StartAsync(disk, "--store-timeout", "1s");
        var cast = await Cast.CreateAsync(server, 3, 1);
        var friend = cast.Receivers[0];
        using var http = new HttpClient { BaseAddress = server.Web };
        disk.Hang();
        Assert.Null((await cast.Senders[0].SendAsync(server.Wire, friend.Uin)).Result);
        Assert.Equal("3", (await cast.Senders[1].SendAsync(server.Wire, friend.Uin)).Result);
        Assert.Equal("0", (await cast.Senders[1].AskAsync(server.Wire, "List", "&TN=1")).Result);
        Assert.Equal("0", (await cast.Senders[2].LoginAsync(server.Wire)).Result);
        Assert.Equal(0, await friend.FetchAsync(server.Wire));
        using (var health = await http.GetAsync("healthz", TestContext.Current.CancellationToken))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);

        disk.Free();
        string? result;
        do
            result = (await cast.Senders[1].SendAsync(server.Wire, friend.Uin)).Result;
        while (result == "3");
        Assert.Equal("0", result);
        // What nobody was told of came to the disk after all, before the one that was acknowledged.
        Assert.Equal(2, await friend.FetchAsync(server.Wire));
        await friend.DrainAsync(server.Wire);
        Assert.True(cast.Ledger.Sum().IsClean, cast.Ledger.Sum().ToString());
        using var healthy = await http.GetAsync("healthz", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, healthy.StatusCode);
    }

    private Task<RunningServer> StartAsync(FaultyDisk disk, params string[] flags) =>
        RunningServer.StartAsync(_directory.At("data"), disk.Environment, null, [.. Cast.Flags, .. flags]);

    private Task<FaultyDisk> BuildDiskAsync()
    {
        if (!FaultyDisk.CanBeBuilt)
            Assert.Skip("gcc is not installed");
        return FaultyDisk.BuildAsync(Path.Combine(Repository.Root, "tests/faults/shims/disk.c"), _directory.At("faults"));
    }
}
