using Tqq.Core;
using Tqq.Core.Commands;
using Tqq.Core.Operations;

namespace Tqq.Server.Tests.Cluster;

/// <summary>
/// Who is in memory, and for how long: whoever is logged in, others only for a while, numbers that are nobody's not
/// at all. Nothing is lost by leaving.
/// </summary>
public sealed class LeavingTests : IDisposable
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(5.2);

    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly JumpingTime _time = new();

    public void Dispose()
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_file)!, Path.GetFileName(_file) + "*"))
            File.Delete(file);
    }

    private async Task<ClusterHost> StartAsync()
    {
        var host = await ClusterHost.StartAsync(_file, _time);
        await host.AddAsync(Anna);
        await host.AddAsync(Bao);
        await host.LoginAsync(Anna);
        return host;
    }

    private async Task PassAsync(ClusterHost host, TimeSpan time, Uin uin)
    {
        _time.Pass(time);
        await host.WakeAsync(uin);
    }

    // Who happens to be spoken to at that moment stays for another round, and so does who is woken twice at once, by the watch and by this.
    private async Task PassUntilGoneAsync(ClusterHost host, Uin uin)
    {
        for (var round = 0; round < 50 && host.IsHere(uin); round++)
            await PassAsync(host, Round, uin);
        Assert.False(host.IsHere(uin));
    }

    [Fact]
    public async Task Whoever_is_logged_in_stays_however_long_that_is()
    {
        await using var host = await StartAsync();
        for (var minute = 0; minute < 30; minute++)
        {
            await PassAsync(host, TimeSpan.FromMinutes(1), Anna);
            Assert.Empty(await host.FetchAsync(Anna));
            Assert.True(host.IsHere(Anna));
        }
    }

    [Fact]
    public async Task Whoever_is_not_logged_in_leaves_after_a_while_and_has_all_messages_later()
    {
        await using var host = await StartAsync();
        await host.SendAsync(Anna, Bao, "one");
        Assert.True(host.IsHere(Bao));
        await PassUntilGoneAsync(host, Bao);
        await host.LoginAsync(Anna);
        Assert.IsType<Answer.Done>(await host.SendAsync(Anna, Bao, "two"));
        await host.LoginAsync(Bao);
        Assert.Equal(["one", "two"], await host.FetchAsync(Bao));
    }

    [Fact]
    public async Task Whoever_was_logged_in_stays_for_one_round_more()
    {
        await using var host = await StartAsync();
        await PassAsync(host, Round, Anna);
        Assert.True(host.IsHere(Anna));
        Assert.Equal(["not logged in"], await host.FetchAsync(Anna));
        await PassUntilGoneAsync(host, Anna);
    }

    [Fact]
    public async Task A_number_that_is_nobodys_leaves_as_soon_as_it_has_been_answered()
    {
        await using var host = await StartAsync();
        var nobody = new Uin(20002);
        Assert.IsType<Answer.NotLoggedIn>(await host.AskAsync(nobody, Operation.FetchMessages.Instance));
        Assert.False(host.IsHere(nobody));
        await host.AddAsync(nobody);
        await host.LoginAsync(nobody);
        Assert.Empty(await host.FetchAsync(nobody));
        Assert.True(host.IsHere(nobody));
    }

    [Fact]
    public async Task Messages_that_come_while_an_account_is_leaving_are_all_there()
    {
        await using var host = await StartAsync();
        for (var round = 0; round < 50; round++)
        {
            _time.Pass(TimeSpan.FromSeconds(3));
            await host.SendAsync(Anna, Bao, $"before {round}");
            _time.Pass(Round);
            await host.LoginAsync(Anna);
            await Task.WhenAll(host.WakeAsync(Bao), host.SendAsync(Anna, Bao, $"meanwhile {round}"));
        }

        await host.LoginAsync(Bao);
        var seen = new List<string>();
        while (await host.FetchAsync(Bao) is { Length: > 0 } some)
            seen.AddRange(some);
        Assert.Equal(Enumerable.Range(0, 50).SelectMany(round => new[] { $"before {round}", $"meanwhile {round}" }), seen);
    }
}
