using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Commands;
using Tqq.Core.Operations;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Cluster;

/// <summary>
/// Another program holds a transaction open in the store, as `sqlite3 tqq.db` with BEGIN IMMEDIATE does: "database is locked".
/// </summary>
public sealed class LockedStoreTests
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);

    [Fact]
    public async Task Background_duties_go_on_and_requests_that_cannot_be_written_are_refused_in_their_time()
    {
        var directory = Directory.CreateTempSubdirectory("tqq-");
        var file = Path.Combine(directory.FullName, "tqq.db");
        var time = new JumpingTime();
        var store = SqliteStore.Open(file, timeout: TimeSpan.FromMilliseconds(200));
        using (var other = SqliteConnections.Open(file, SqliteOpenMode.ReadWrite, vfs: null))
        await using (var host = await ClusterHost.StartAsync(store, time))
        {
            await host.AddAsync(Anna);
            await host.AddAsync(Bao);
            await host.LoginAsync(Anna);
            var alive = await store.ReadLastAliveAsync(TestContext.Current.CancellationToken);
            other.Run("BEGIN IMMEDIATE");
            // Every duty has a turn now: the sweeper, and who writes down that the server is alive.
            time.Pass(TimeSpan.FromSeconds(61));
            Assert.Equal(RefusalReason.Busy, Assert.IsType<Answer.Refused>(await host.SendAsync(Anna, Bao, "locked out")).Reason);
            Assert.IsType<Answer.FriendTotal>(await host.AskAsync(Anna, new Operation.ListFriends(false)));
            Assert.True(host.IsRunning);

            other.Run("ROLLBACK");
            // Tries cost of the rate of messages.
            while (await host.SendAsync(Anna, Bao, "let in") is Answer.Refused)
                time.Pass(TimeSpan.FromSeconds(1));
            while (await store.ReadLastAliveAsync(TestContext.Current.CancellationToken) == alive)
            {
                time.Pass(TimeSpan.FromSeconds(61));
                Assert.True(host.IsRunning);
            }

            await host.LoginAsync(Bao);
            Assert.Equal(["let in"], await host.FetchAsync(Bao));
        }

        directory.Delete(recursive: true);
    }
}
