using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tqq.Server.Hosting;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Tests.Storage;
using Tqq.Server.Web;

namespace Tqq.Server.Tests.Web;

/// <summary>`/healthz` says whether what is written comes to the disk.</summary>
public sealed class HealthTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_how_long_the_oldest_work_has_waited_and_why_the_store_is_not_well()
    {
        await using var store = new MemoryStore();
        await using var app = await StartAsync(store);
        using var http = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        store.Condition = new(TimeSpan.FromSeconds(1.23), null);
        Assert.Equal((HttpStatusCode.OK, """{"status":"ok","oldestUncommittedSeconds":1.2}"""), await AskAsync(http, HttpMethod.Get));
        Assert.Equal((HttpStatusCode.OK, ""), await AskAsync(http, HttpMethod.Head));
        store.Condition = new(TimeSpan.FromSeconds(7), "the disk hangs");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"failing","reason":"the disk hangs","oldestUncommittedSeconds":7}"""),
            await AskAsync(http, HttpMethod.Get));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, ""), await AskAsync(http, HttpMethod.Head));
    }

    [Theory]
    [InlineData("tqq.db", false)]
    [InlineData("tqq.db-wal", false)]
    [InlineData("tqq.db-shm", false)]
    [InlineData("tqq.db", true)]
    [InlineData("tqq.db-wal", true)]
    [InlineData("lock", false)]
    [InlineData("lock", true)]
    public async Task A_store_whose_files_are_not_the_ones_that_were_opened_is_not_well(string name, bool isReplaced)
    {
        var directory = Directory.CreateTempSubdirectory("tqq-");
        using (var locked = DataDirectory.Open(directory.FullName))
        await using (var store = SqliteStore.Open(locked.StorePath, guard: locked.LockPath))
        {
            Assert.Null(store.Condition.Trouble);
            var file = Path.Combine(directory.FullName, name);
            File.Move(file, file + ".away");
            if (isReplaced)
                File.WriteAllBytes(file, []);
            Assert.StartsWith(name + " ", store.Condition.Trouble, StringComparison.Ordinal);
            File.Move(file + ".away", file, overwrite: true);
            Assert.Null(store.Condition.Trouble);
        }

        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task A_store_that_nothing_can_be_written_to_is_not_well_long_before_requests_are_refused()
    {
        var directory = Directory.CreateTempSubdirectory("tqq-");
        var file = Path.Combine(directory.FullName, "tqq.db");
        var time = new FakeTimeProvider();
        await using (var store = SqliteStore.Open(file, time: time, timeout: TimeSpan.FromSeconds(10)))
        using (var other = SqliteConnections.Open(file, Microsoft.Data.Sqlite.SqliteOpenMode.ReadWrite, vfs: null))
        {
            other.Run("BEGIN IMMEDIATE");
            var waiting = store.WriteLastAliveAsync(DateTimeOffset.UnixEpoch);
            time.Advance(TimeSpan.FromSeconds(4));
            Assert.Equal(new(TimeSpan.FromSeconds(4), null), store.Condition);
            time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(TimeSpan.FromSeconds(5), store.Condition.OldestUncommitted);
            Assert.Contains("nothing has come to the disk for 5 s", store.Condition.Trouble, StringComparison.Ordinal);
            Assert.False(waiting.IsCompleted);
            other.Run("ROLLBACK");
            await waiting;
            // When another is on disk, the journal has done with the one that waited.
            await store.WriteLastAliveAsync(DateTimeOffset.UnixEpoch);
            Assert.Null(store.Condition.Trouble);
        }

        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task A_store_that_refused_a_write_because_of_a_lock_is_not_well_until_a_write_has_succeeded_again()
    {
        var directory = Directory.CreateTempSubdirectory("tqq-");
        var file = Path.Combine(directory.FullName, "tqq.db");
        await using (var store = SqliteStore.Open(file, timeout: TimeSpan.FromMilliseconds(200)))
        using (var other = SqliteConnections.Open(file, Microsoft.Data.Sqlite.SqliteOpenMode.ReadWrite, vfs: null))
        {
            other.Run("BEGIN IMMEDIATE");
            await Assert.ThrowsAnyAsync<StoreRefusedException>(() => store.WriteLastAliveAsync(DateTimeOffset.UnixEpoch));
            while (store.Condition.OldestUncommitted > TimeSpan.Zero)
                await Task.Yield();
            Assert.Contains("another program had locked the store", store.Condition.Trouble, StringComparison.Ordinal);
            other.Run("ROLLBACK");
            Assert.NotNull(store.Condition.Trouble);
            while (await Record.ExceptionAsync(store.ProbeAsync) is StoreBusyException)
                await Task.Yield();
            Assert.Null(store.Condition.Trouble);
        }

        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task A_store_that_is_not_well_is_written_to_every_few_seconds_until_it_is_and_not_any_more_then()
    {
        await using var store = new MemoryStore();
        store.Condition = new(TimeSpan.Zero, "locked");
        var time = new FakeTimeProvider();
        using var watch = new HealthWatch(store, time, Microsoft.Extensions.Logging.Abstractions.NullLogger<HealthWatch>.Instance);
        await watch.StartAsync(Now);
        while (store.Condition.Trouble is not null)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        Assert.Equal(1, store.Probes);
        await watch.StopAsync(Now);
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(HttpClient http, HttpMethod method)
    {
        using var request = new HttpRequestMessage(method, "healthz");
        using var reply = await http.SendAsync(request, Now);
        return (reply.StatusCode, await reply.Content.ReadAsStringAsync(Now));
    }

    private static async Task<WebApplication> StartAsync(IStore store)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(store).AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        HealthRoutes.Map(app);
        await app.StartAsync(Now);
        return app;
    }
}
