using System.Diagnostics;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Commands;

/// <summary>Penalties of a real length, on the real clock (protocol.md §6).</summary>
public sealed class PenaltyTests
{
    private static readonly TimeSpan Penalty = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Too_fast_is_refused_after_the_delay_and_nobody_else_waits_for_it()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"), "--penalty", "1s", "--rate-message", "1/60s burst 1");
        var (me, other) = (await server.AddOnlineAsync(), await server.AddOnlineAsync());
        Assert.Equal("0&", await me.ResultAsync("CLTMSG", $"&UN={other.Uin}&MG=first"));

        var watch = Stopwatch.StartNew();
        var refused = me.ResultAsync("CLTMSG", $"&UN={other.Uin}&MG=second");
        Assert.Equal([$"9 {me.Uin} first "], await other.FetchAsync());
        Assert.False(refused.IsCompleted, "the penalty was not held back");
        Assert.Equal("3", await refused);
        Assert.InRange(watch.Elapsed, Penalty - TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(20));
        Assert.Empty(await other.FetchAsync());
    }

    [Fact]
    public async Task The_same_deletion_again_is_refused_after_one_and_a_half_times_the_delay()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"), "--penalty", "1s");
        var (me, other) = (await server.AddOnlineAsync(), await server.AddPersonAsync());
        Assert.Equal("0&", await me.ResultAsync("DelFromList", $"&UN={other.Uin}"));
        var watch = Stopwatch.StartNew();
        Assert.Equal("3", await me.ResultAsync("DelFromList", $"&UN={other.Uin}"));
        Assert.InRange(watch.Elapsed, (1.5 * Penalty) - TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(20));
    }
}
