using Tqq.Core;
using Tqq.Core.Operations;
using Tqq.Server.Cluster;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Cluster;

/// <summary>A word of the system to many accounts: everybody is given it once, and whoever asks is told how far it is.</summary>
public sealed class AnnouncerTests : IDisposable
{
    private const int Accounts = 9;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private readonly JumpingTime _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static IEnumerable<Uin> Uins => Enumerable.Range(10_001, Accounts).Select(uin => new Uin((uint)uin));

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Everybody_gets_it_a_part_at_a_time_from_10000_though_they_keep_strangers_out()
    {
        await using var host = await StartAsync();
        using var announcer = host.Announcer((IAnnouncementStore)host.Store, atOnce: 4);
        var (made, _) = await announcer.MakeAsync("今晚重启", toAll: true, "10001");
        Assert.Equal((Accounts, AnnouncementState.Sending), (made.Total, made.Progress.State));
        Assert.True(await announcer.StepAsync(Cancelled));
        Assert.Equal((4, new Uin(10_004)), await ProgressAsync(announcer, made));
        await SendAsync(announcer);
        Assert.Equal((Accounts, new Uin(10_009)), await ProgressAsync(announcer, made));
        Assert.Equal(AnnouncementState.Done, (await announcer.FindAsync(made.Id, Cancelled))!.Progress.State);
        foreach (var uin in Uins)
            Assert.Equal(["今晚重启"], await MailAsync(host, uin));
        Assert.False(await announcer.StepAsync(Cancelled));
    }

    [Fact]
    public async Task Those_who_are_online_get_it_alone_where_it_is_for_them()
    {
        await using var host = await StartAsync();
        await host.LoginAsync(new(10_003));
        await host.LoginAsync(new(10_007));
        using var announcer = host.Announcer((IAnnouncementStore)host.Store, atOnce: 1);
        var (made, _) = await announcer.MakeAsync("now", toAll: false, "token");
        Assert.Equal(2, made.Total);
        await SendAsync(announcer);
        Assert.Equal((2, new Uin(10_007)), await ProgressAsync(announcer, made));
        Assert.Equal(["now"], await MailAsync(host, new(10_007)));
        Assert.Empty(await MailAsync(host, new(10_008)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    public async Task A_server_that_dies_in_the_middle_goes_on_and_nobody_gets_it_twice_or_not_at_all(int commits)
    {
        var file = Path.Combine(_directory.FullName, "tqq.db");
        var store = SqliteStore.Open(file);
        var dying = new DyingStore(store);
        await using (var first = await StartAsync(dying))
        {
            using var announcer = first.Announcer(store, atOnce: 4);
            await announcer.MakeAsync("once", toAll: true, "10001");
            dying.DieAfter(commits);
            await DieAsync(announcer);
        }

        await using var second = await ClusterHost.StartAsync(file, _time);
        using var next = second.Announcer((IAnnouncementStore)second.Store, atOnce: 4);
        await SendAsync(next);
        foreach (var uin in Uins)
            Assert.Equal(["once"], await MailAsync(second, uin));
        var progress = Assert.Single(await next.ListAsync(long.MaxValue, 10, Cancelled)).Progress;
        Assert.Equal((Accounts, 0, AnnouncementState.Done), (progress.Reached, progress.Refused, progress.State));
    }

    [Fact]
    public async Task One_that_is_cancelled_goes_no_further_and_the_next_one_begins()
    {
        await using var host = await StartAsync();
        using var announcer = host.Announcer((IAnnouncementStore)host.Store, atOnce: 4);
        var (first, _) = await announcer.MakeAsync("first", toAll: true, "10001");
        await announcer.MakeAsync("second", toAll: true, "10001");
        await announcer.StepAsync(Cancelled);
        Assert.True(await announcer.CancelAsync(first.Id));
        Assert.False(await announcer.CancelAsync(first.Id));
        await SendAsync(announcer);
        Assert.Equal(AnnouncementState.Cancelled, (await announcer.FindAsync(first.Id, Cancelled))!.Progress.State);
        Assert.Equal((4, new Uin(10_004)), await ProgressAsync(announcer, first));
        Assert.Equal(["first", "second"], await MailAsync(host, new(10_001)));
        Assert.Equal(["second"], await MailAsync(host, new(10_009)));
    }

    [Fact]
    public async Task A_long_text_counts_the_pieces_that_old_clients_get()
    {
        await using var host = await StartAsync();
        using var announcer = host.Announcer((IAnnouncementStore)host.Store, atOnce: 1);
        Assert.Equal((1, 1, 2), (announcer.PiecesOf("x"), announcer.PiecesOf(new('x', 399)), announcer.PiecesOf(new('x', 400))));
    }

    private static async Task<(int Reached, Uin Through)> ProgressAsync(Announcer announcer, Announcement made)
    {
        var progress = (await announcer.FindAsync(made.Id, Cancelled))!.Progress;
        return ((int)progress.Reached, progress.Through);
    }

    private static async Task SendAsync(Announcer announcer)
    {
        while (await announcer.StepAsync(Cancelled))
        {
        }
    }

    private static async Task DieAsync(Announcer announcer)
    {
        try
        {
            await SendAsync(announcer);
        }
        catch (IOException)
        {
            // It has died.
        }
    }

    private static async Task<string[]> MailAsync(ClusterHost host, Uin uin)
    {
        Assert.IsNotType<Answer.LoginFailed>(await host.LoginAsync(uin));
        return await host.FetchAsync(uin);
    }

    private Task<ClusterHost> StartAsync() => StartAsync(SqliteStore.Open(Path.Combine(_directory.FullName, "tqq.db")));

    private async Task<ClusterHost> StartAsync(IStore store)
    {
        var host = await ClusterHost.StartAsync(store, _time);
        foreach (var uin in Uins)
            await host.AddAsync(uin, refusesStrangers: true);
        return host;
    }
}
