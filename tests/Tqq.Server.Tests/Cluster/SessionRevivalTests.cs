using System.Net;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Commands;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Server.Storage;
using Tqq.Server.Tests.Storage;

namespace Tqq.Server.Tests.Cluster;

/// <summary>What becomes of sessions while the server was away.</summary>
public sealed class SessionRevivalTests
{
    private static readonly Uin Anna = new(10001);

    [Fact]
    public async Task A_start_on_a_full_disk_after_a_long_absence_lets_people_log_in_and_ends_the_sessions_of_before()
    {
        var time = new JumpingTime();
        var store = new FullStore();
        var before = time.GetUtcNow() - TimeSpan.FromHours(1);
        await store.CommitAsync(Anna,
        [
            new Change.AccountCreated(new(Anna, Profile.Named("n"), AccountSettings.Default, true, before), "hash"),
            new Change.SessionStarted(new(IPAddress.Loopback, null, Status.Online, before)),
        ]);
        await store.WriteLastAliveAsync(before);
        await using var host = await ClusterHost.StartAsync(store, time);
        Assert.IsType<Answer.NotLoggedIn>(await host.AskAsync(Anna, Operation.FetchMessages.Instance));
        Assert.IsType<Answer.LoggedIn>(await host.LoginAsync(Anna));
        Assert.Empty(await host.FetchAsync(Anna));
        Assert.Equal(before, await store.ReadLastAliveAsync(TestContext.Current.CancellationToken));

        store.HasRoom = true;
        // Whoever writes that down may only just have begun to wait for its next turn.
        while (!store.IsAlive.Task.IsCompleted)
        {
            time.Pass(TimeSpan.FromSeconds(30));
            Assert.Empty(await host.FetchAsync(Anna));
        }

        Assert.Empty(await host.FetchAsync(Anna));
    }

    private sealed class FullStore : MemoryStore
    {
        public bool HasRoom { get; set; }

        public TaskCompletionSource IsAlive { get; } = new();

        public override Task EndSessionsAsync(DateTimeOffset begunBefore) =>
            HasRoom ? base.EndSessionsAsync(begunBefore) : Task.FromException(new StoreFullException());

        public override Task WriteLastAliveAsync(DateTimeOffset at)
        {
            if (HasRoom)
                IsAlive.TrySetResult();
            return base.WriteLastAliveAsync(at);
        }
    }
}
