using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Durability;

/// <summary>A disk that takes longer for an fsync than a request counts as a repetition for (protocol.md §4).</summary>
public sealed class SlowDiskTests : IDisposable
{
    private static readonly TimeSpan s_sync = TimeSpan.FromSeconds(11);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    [LongRun]
    public async Task A_body_that_is_repeated_on_a_second_connection_while_the_fsync_of_the_first_goes_on_is_stored_once()
    {
        if (!FaultyDisk.CanBeBuilt)
            Assert.Skip("gcc is not installed");
        var disk = await FaultyDisk.BuildAsync(Path.Combine(Repository.Root, "tests/faults/shims/disk.c"), _directory.At("faults"));
        await using var server = await RunningServer.StartAsync(_directory.At("data"), disk.Environment, null, "--store-timeout", "1m");
        var (sender, recipient) = (await server.AddOnlineAsync(), await server.AddOnlineAsync());
        var body = sender.Body("CLTMSG", $"&UN={recipient.Uin}&MG=once");
        disk.Hang();
        var answers = Task.WhenAll(sender.SendAsync(body), sender.SendAsync(body));
        // The subject is how long the disk takes, by the clock of a process of its own.
        await Task.Delay(s_sync, TestContext.Current.CancellationToken);
        disk.Free();
        Assert.All(await answers, answer => Assert.Contains("&RES=0&", answer, StringComparison.Ordinal));
        Assert.Single(await recipient.FetchAsync());
        Assert.Empty(await recipient.FetchAsync());
    }
}
