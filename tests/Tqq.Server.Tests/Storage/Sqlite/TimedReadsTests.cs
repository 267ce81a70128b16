using Microsoft.Extensions.Time.Testing;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Storage.Sqlite;

public sealed class TimedReadsTests
{
    [Fact]
    public async Task A_read_of_a_disk_that_hangs_ends_in_time_and_the_next_is_not_held_up()
    {
        var time = new FakeTimeProvider();
        var reads = new TimedReads(time, TimeSpan.FromSeconds(10));
        using var gate = new ManualResetEventSlim();
        var hanging = reads.ReadAsync(
            () =>
            {
                gate.Wait(TestContext.Current.CancellationToken);
                return 1;
            },
            TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(hanging.IsCompleted);
        Assert.Equal(2, await reads.ReadAsync(() => 2, TestContext.Current.CancellationToken));
        time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<StoreBusyException>(() => hanging);
        gate.Set();
    }
}
