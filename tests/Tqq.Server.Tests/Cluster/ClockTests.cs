using Tqq.Core;
using Tqq.Core.Commands;
using Tqq.Core.Operations;

namespace Tqq.Server.Tests.Cluster;

/// <summary>
/// A clock that jumps, both ways, while the accounts are served and across a restart: nothing is lost, no session lives for
/// ever, nobody is logged out for it.
/// </summary>
public sealed class ClockTests : IDisposable
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);
    private static readonly Uin Chen = new(10003);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly JumpingTime _time = new();

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public static TheoryData<int> Hours => [-10 * 365 * 24, -1, 1, 10 * 365 * 24];

    public void Dispose()
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_file)!, Path.GetFileName(_file) + "*"))
            File.Delete(file);
    }

    private Task<ClusterHost> StartAsync() => ClusterHost.StartAsync(_file, _time);

    // Anna and Bao are friends and there; Chen is no more than a row on disk.
    private static async Task PrepareAsync(ClusterHost host)
    {
        foreach (var uin in new[] { Anna, Bao, Chen })
            await host.AddAsync(uin);
        await host.LoginAsync(Anna);
        await host.LoginAsync(Bao);
        await host.AskAsync(Anna, new Operation.AddFriend(Bao));
    }

    // A little time passes with each look: what is refused for being too fast, or has to be tried again, is not so for ever.
    private async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            Now.ThrowIfCancellationRequested();
            _time.Pass(TimeSpan.FromSeconds(1));
        }
    }

    [Theory]
    [MemberData(nameof(Hours))]
    public async Task A_calendar_that_is_set_changes_nothing(int hours)
    {
        await using (var first = await StartAsync())
            await PrepareAsync(first);
        await using var host = await StartAsync();
        await host.SendAsync(Anna, Bao, "before");

        _time.SetCalendar(TimeSpan.FromHours(hours));
        // So that whatever looks at the clock now and then has looked.
        for (var passed = 0; passed < 2; passed++)
        {
            _time.Pass(2 * Minute);
            Assert.IsType<Answer.FriendTotal>(await host.AskAsync(Anna, new Operation.ListFriends(false)));
            Assert.IsType<Answer.FriendTotal>(await host.AskAsync(Bao, new Operation.ListFriends(false)));
        }

        await host.SendAsync(Anna, Bao, "after");
        await host.SendAsync(Anna, Chen, "to one who was not there");
        Assert.Equal(["before", "after"], await host.FetchAsync(Bao));
        Assert.IsType<Answer.LoggedIn>(await host.LoginAsync(Chen));
        Assert.Equal(["to one who was not there"], await host.FetchAsync(Chen));
        Assert.Empty(await host.FetchAsync(Anna));

        await host.AskAsync(Bao, Operation.EndSession.Instance);
        await host.LoginAsync(Bao);
        Assert.Equal([$"{Bao} is 20", $"{Bao} is 10"], await host.FetchAsync(Anna));
    }

    [Theory]
    [MemberData(nameof(Hours))]
    public async Task No_session_lives_for_ever_whatever_the_calendar_says(int hours)
    {
        await using var host = await StartAsync();
        await PrepareAsync(host);
        _time.SetCalendar(TimeSpan.FromHours(hours));
        for (var passed = 0; passed < 3; passed++)
        {
            _time.Pass(2 * Minute);
            await host.AskAsync(Anna, new Operation.ListFriends(false));
        }

        await EventuallyAsync(async () =>
        {
            await host.AskAsync(Anna, new Operation.ListFriends(false));
            return (await host.Store.ListSessionsAsync(Now)) is [var last] && last.Owner == Anna;
        });
        var seen = new List<string>();
        await EventuallyAsync(async () =>
        {
            seen.AddRange(await host.FetchAsync(Anna));
            return seen.Count > 0;
        });
        Assert.Equal([$"{Bao} is 20"], seen);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10 * 365 * 24)]
    public async Task After_a_long_sleep_of_the_machine_sessions_are_over_and_nothing_is_lost(int hours)
    {
        await using var host = await StartAsync();
        await PrepareAsync(host);
        await host.SendAsync(Anna, Bao, "before");
        _time.Pass(TimeSpan.FromHours(hours));
        Assert.Equal(["not logged in"], await host.FetchAsync(Bao));
        await EventuallyAsync(async () => (await host.Store.ListSessionsAsync(Now)).IsEmpty);
        await host.LoginAsync(Bao);
        Assert.Equal(["before"], await host.FetchAsync(Bao));
    }

    [Fact]
    public async Task A_long_sleep_of_the_machine_right_after_the_start_ends_nothing()
    {
        // Membership looks at the start a little later than the start: whatever it makes of it comes within these rounds.
        for (var round = 0; round < 20; round++)
        {
            await using var host = await StartAsync();
            _time.Pass(TimeSpan.FromDays(1));
            Assert.IsType<Answer.LoginFailed>(await host.LoginAsync(Anna));
        }
    }

    [Theory]
    [MemberData(nameof(Hours))]
    public async Task Across_a_restart_a_calendar_set_back_ends_no_session_and_one_set_ahead_ends_them_without_loss(int hours)
    {
        await using (var first = await StartAsync())
        {
            await PrepareAsync(first);
            await first.SendAsync(Anna, Bao, "before");
        }

        _time.SetCalendar(TimeSpan.FromHours(hours));
        await using var host = await StartAsync();
        if (hours > 0)
        {
            // Nobody can tell it from a server that was away so long.
            Assert.Equal(["not logged in"], await host.FetchAsync(Bao));
            Assert.Empty(await host.Store.ListSessionsAsync(Now));
            await host.LoginAsync(Bao);
        }

        Assert.Equal(["before"], await host.FetchAsync(Bao));
        await EventuallyAsync(async () =>
        {
            _time.Pass(4 * Minute);
            await host.AskAsync(Bao, new Operation.ListFriends(false));
            return (await host.Store.ListSessionsAsync(Now)) is [var last] && last.Owner == Bao;
        });
    }

    [Fact]
    public async Task A_calendar_that_jumps_ahead_takes_no_message_that_waits_and_no_history_for_a_day()
    {
        await using var host = await StartAsync();
        await PrepareAsync(host);
        await host.SendAsync(Anna, Bao, "delivered");
        await host.FetchAsync(Bao);
        await host.AskAsync(Bao, new Operation.ListFriends(false));
        await host.SendAsync(Anna, Bao, "waits");
        async Task<int> KeptAsync() => (await host.Store.ReadMessagesAsync(Bao, 0, 10, Now)).Length;

        _time.SetCalendar(TimeSpan.FromDays(3650));
        for (var hour = 0; hour < 23; hour++)
        {
            _time.Pass(TimeSpan.FromHours(1));
            Assert.Equal(2, await KeptAsync());
        }

        // The day begins when the sweeper has seen the jump, which may have been hours of this clock later.
        await EventuallyAsync(async () =>
        {
            _time.Pass(TimeSpan.FromHours(1));
            return await KeptAsync() == 1;
        });
        await host.LoginAsync(Bao);
        Assert.Equal(["waits"], await host.FetchAsync(Bao));
    }
}
