using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Cluster;

/// <summary>The key of an announcement: whoever tries again with it makes no second one.</summary>
public sealed class AnnouncementKeyTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private readonly JumpingTime _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_directory.FullName, "tqq.db");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task The_same_key_makes_one_announcement_also_after_the_server_has_begun_anew()
    {
        Announcement first;
        await using (var host = await ClusterHost.StartAsync(SqliteStore.Open(File), _time))
        {
            using var announcer = host.Announcer((IAnnouncementStore)host.Store, atOnce: 4);
            (first, var isNew) = await announcer.MakeAsync("tonight", toAll: true, "10001", "a");
            Assert.Equal(AnnouncementKey.New, isNew);
            Assert.Equal((first, AnnouncementKey.Repeated), await announcer.MakeAsync("tonight", toAll: true, "10001", "a"));
        }

        await using var second = await ClusterHost.StartAsync(SqliteStore.Open(File), _time);
        using var next = second.Announcer((IAnnouncementStore)second.Store, atOnce: 4);
        Assert.Equal((first, AnnouncementKey.Repeated), await next.MakeAsync("tonight", toAll: true, "10001", "a"));
        Assert.Single(await next.ListAsync(long.MaxValue, 10, Cancelled));
    }

    [Fact]
    public async Task Two_that_come_together_with_one_key_are_one()
    {
        await using var host = await ClusterHost.StartAsync(SqliteStore.Open(File), _time);
        using var announcer = host.Announcer((IAnnouncementStore)host.Store, atOnce: 4);
        var made = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => announcer.MakeAsync("tonight", toAll: true, "10001", "a")));
        Assert.Single(made, one => one.Key == AnnouncementKey.New);
        Assert.Single(made.Select(one => one.Made.Id).Distinct());
        Assert.Single(await announcer.ListAsync(long.MaxValue, 10, Cancelled));
    }

    [Theory]
    [InlineData("another text", true)]
    [InlineData("tonight", false)]
    public async Task The_key_of_another_announcement_makes_none(string text, bool toAll)
    {
        await using var host = await ClusterHost.StartAsync(SqliteStore.Open(File), _time);
        using var announcer = host.Announcer((IAnnouncementStore)host.Store, atOnce: 4);
        var (first, _) = await announcer.MakeAsync("tonight", toAll: true, "10001", "a");
        var (other, kept) = await announcer.MakeAsync(text, toAll, "10001", "a");
        Assert.Equal((AnnouncementKey.OfAnother, first.Id), (kept, other.Id));
        Assert.Single(await announcer.ListAsync(long.MaxValue, 10, Cancelled));
    }

    [Fact]
    public async Task A_key_counts_for_who_makes_it_and_for_24_hours_and_without_one_each_is_made()
    {
        await using var host = await ClusterHost.StartAsync(SqliteStore.Open(File), _time);
        using var announcer = host.Announcer((IAnnouncementStore)host.Store, atOnce: 4);
        await announcer.MakeAsync("tonight", toAll: true, "10001", "a");
        Assert.Equal(AnnouncementKey.New, (await announcer.MakeAsync("tonight", toAll: true, "token", "a")).Key);
        Assert.Equal(AnnouncementKey.New, (await announcer.MakeAsync("tonight", toAll: true, "10001")).Key);
        Assert.Equal(AnnouncementKey.New, (await announcer.MakeAsync("tonight", toAll: true, "10001")).Key);
        _time.Pass(TimeSpan.FromHours(23));
        Assert.Equal(AnnouncementKey.Repeated, (await announcer.MakeAsync("tonight", toAll: true, "10001", "a")).Key);
        _time.Pass(TimeSpan.FromHours(1));
        Assert.Equal(AnnouncementKey.New, (await announcer.MakeAsync("another", toAll: true, "10001", "a")).Key);
        Assert.Equal(5, (await announcer.ListAsync(long.MaxValue, 10, Cancelled)).Length);
    }
}
