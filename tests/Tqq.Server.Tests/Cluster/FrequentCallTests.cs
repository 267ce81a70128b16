using System.Net;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Commands;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Server.Cluster;
using Tqq.Server.Cluster.Orleans;
using Tqq.Server.Tests.Storage;

namespace Tqq.Server.Tests.Cluster;

/// <summary>What is asked of accounts so often that it has to cost no memory.</summary>
public sealed class FrequentCallTests
{
    private static readonly Uin Anna = new(10001);

    [Fact]
    public async Task A_poll_that_finds_nothing_allocates_nothing_on_its_way_to_the_account_and_back()
    {
        await using var store = new MemoryStore();
        await store.CommitAsync(Anna,
        [
            new Change.AccountCreated(new(Anna, Profile.Named("n"), AccountSettings.Default, true, DateTimeOffset.UnixEpoch), "hash"),
            new Change.SessionStarted(new(IPAddress.Loopback, null, Status.Online, DateTimeOffset.UnixEpoch)),
        ]);
        var time = new JumpingTime();
        var host = await new HostedAccounts(store, new(time, time)).BringInAsync(Anna);
        host.Arrive();
        // The account is here, so nobody asks Orleans for it; and no other thread is at it.
        var directory = new AccountDirectory(null!);
        directory.Add(host);
        var messenger = new DirectoryMessenger(directory, host.Services.Sessions);

        var (answer, allocated) = Poll();
        for (var warmUp = 1; warmUp < 50; warmUp++)
            (answer, allocated) = Poll();
        Assert.Equal((Answer.HandedOut.None, 0), (answer, allocated));

        (Answer Answer, long Allocated) Poll()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var found = messenger.ExecuteAsync(
                Anna, Operation.FetchMessages.Instance, new(new(IPAddress.Loopback, null), new(1, 1, TimeSpan.Zero)), default);
            return (found.Result.Answer, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }
}
