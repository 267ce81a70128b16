using Tqq.Core;
using Tqq.Core.Commands;
using Tqq.Core.Devices;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Server.Messaging;
using Tqq.Server.Storage;

namespace Tqq.Server.Tests.Cluster;

/// <summary>
/// Device sessions on a running server: they survive it, keep their account online and in memory, and are signalled (protocol.md §3).
/// </summary>
public sealed class DeviceSessionTests : DeviceSessions
{
    private static async Task<string[]> SessionsAsync(ClusterHost host)
    {
        var sessions = (await host.Devices.ListSessionsAsync(Anna, Cancelled))!;
        return [.. sessions.Wire is null ? [] : (string[])["wire"], .. sessions.Devices.Select(device => device.Name)];
    }

    private static async Task<(Status Shown, Status Listed)> StatusAsync(ClusterHost host) =>
        ((await host.Administration.ShowAsync(Anna, Cancelled))!.Status,
            (await host.Lookup.FindAsync(new AccountSearch.All(), isOnline: false, null, 1, Cancelled)).Accounts[0].Listing.Status);

    [Fact]
    public async Task They_survive_a_restart_and_stand_behind_the_wire_session()
    {
        await using (var first = await StartAsync())
        {
            await OpenAsync(first, "page");
            var closed = await OpenAsync(first, "closed");
            Assert.True(await first.Devices.CloseAsync(Anna, closed, Cancelled));
            Assert.False(await first.Devices.CloseAsync(Anna, closed, Cancelled));
            await first.LoginAsync(Anna);
        }

        await using var host = await StartAsync(isFirst: false);
        Assert.Equal(["wire", "page"], await SessionsAsync(host));
        Assert.Equal(3, await OpenAsync(host, "bot"));
        await host.Administration.SetPasswordAsync(Anna, "new", Cancelled);
        Assert.Empty(await SessionsAsync(host));
    }

    [Fact]
    public async Task An_administrator_sees_them_and_that_one_with_a_stream_keeps_the_account_online()
    {
        await using var host = await StartAsync();
        var device = await OpenAsync(host);
        Assert.Equal((Status.Offline, Status.Offline), await StatusAsync(host));
        using var attachment = await AttachAsync(host, device);
        Assert.Equal((Status.Online, Status.Online), await StatusAsync(host));
        await host.Devices.ExecuteAsync(Anna, device, Desk, new Operation.ChangeStatus(Status.Busy), Cancelled);
        Assert.Equal((Status.Busy, Status.Busy), await StatusAsync(host));
        await host.LoginAsync(Anna);
        var shown = (await host.Administration.ShowAsync(Anna, Cancelled))!;
        Assert.Equal(device, Assert.Single(shown.Devices).Id);
        Assert.Equal(Time.GetUtcNow(), shown.SessionSeen);
        Assert.Equal((1, 0, 1), Counts(await host.Administration.KickAsync(Anna, andDevices: false, Cancelled)));
        Assert.Equal((0, 1, 0), Counts(await host.Administration.KickAsync(Anna, andDevices: true, Cancelled)));
        Assert.Equal((Status.Offline, Status.Offline), await StatusAsync(host));
        Assert.Null(await host.Administration.KickAsync(new(10009), andDevices: true, Cancelled));

        static (int, int, int) Counts(EndedSessions? ended) => (ended!.Wire is null ? 0 : 1, ended.Devices.Length, ended.Left);
    }

    [Fact]
    public async Task Where_there_is_no_account_or_no_session_nothing_is_opened_and_nothing_done()
    {
        await using var host = await StartAsync();
        foreach (var uin in (Uin[])[new(10009), Uin.System])
        {
            Assert.Null(await host.Devices.OpenAsync(uin, DeviceKind.Bot, "", Desk, null, Cancelled));
            Assert.Null(await host.Devices.ListSessionsAsync(uin, Cancelled));
            Assert.False(await host.Devices.CloseAsync(uin, 1, Cancelled));
        }

        Assert.Null(await host.Devices.AttachAsync(Anna, 1, Desk, new CountingSignal(), Cancelled));
        Assert.Null(await host.Devices.ReadPresenceAsync(Anna, 1, Cancelled));
        Assert.IsType<Answer.NotLoggedIn>((await host.Devices.ExecuteAsync(Anna, 1, Desk, new Operation.ListFriends(false),
            Cancelled)).Answer);
    }

    [Fact]
    public async Task A_stream_keeps_the_account_online_and_in_memory_until_a_minute_after_its_end()
    {
        await using var host = await StartAsync();
        var attachment = await AttachAsync(host, await OpenAsync(host));
        Assert.Equal([$"{Anna} is 10"], await host.FetchAsync(Bao));
        var friends = await host.Devices.ReadPresenceAsync(Anna, 1, Cancelled);
        Assert.Equal((Bao, Status.Online), (friends!.Value[0].Uin, friends.Value[0].Seen));
        for (var minute = 0; minute < 12; minute++)
        {
            Time.Pass(TimeSpan.FromMinutes(1));
            await host.WakeAsync(Anna);
            await host.FetchAsync(Bao);
        }

        Assert.True(host.IsHere(Anna));
        attachment.Dispose();
        await SessionsAsync(host);
        Time.Pass(TimeSpan.FromSeconds(62));
        await host.WakeAsync(Anna);
        Assert.Equal([$"{Anna} is 20"], await host.FetchAsync(Bao));
        for (var round = 0; round < 50 && host.IsHere(Anna); round++)
        {
            Time.Pass(TimeSpan.FromMinutes(5.2));
            await host.WakeAsync(Anna);
        }

        Assert.False(host.IsHere(Anna));
        Assert.Equal(["page"], await SessionsAsync(host));
    }
}
