using System.Net;
using Tqq.Core.Commands;
using Tqq.Core.Operations;
using Tqq.Core.Presence;

namespace Tqq.Core.Tests.Accounts;

/// <summary>Who is online by a device, and for how long; others see one account, whatever doors it has (protocol.md §3).</summary>
public sealed class DevicePresenceTests : DeviceTown
{
    [Fact]
    public void An_account_is_online_while_a_device_has_a_stream_and_for_a_minute_after()
    {
        var device = Open();
        Assert.Empty(Told);
        Attach(device);
        Assert.Equal(["10"], Told);
        Attach(device);
        Town[Anna].Devices.Detach(device, Town.Now);
        Town.Pass(TimeSpan.FromMinutes(2));
        Assert.Empty(Told);
        Town[Anna].Devices.Detach(device, Town.Now);
        Town.Pass(TimeSpan.FromSeconds(59));
        Assert.Empty(Told);
        Town.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["20"], Told);
        Assert.Equal([device], Devices);
    }

    [Fact]
    public void A_page_that_loads_again_does_not_go_offline_between()
    {
        var device = Open();
        Attach(device);
        Town[Anna].Devices.Detach(device, Town.Now);
        Town.Pass(TimeSpan.FromSeconds(30));
        Attach(device);
        Town.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(["10"], Told);
    }

    [Fact]
    public void Wire_session_and_devices_do_not_end_each_other_and_others_see_one_account()
    {
        var device = Open();
        Attach(device);
        Town.Login(Anna);
        Town.Login(Anna, from: IPAddress.Parse("10.0.0.2"));
        Assert.IsType<Answer.FriendTotal>(Ask(device, Ping));
        Town.Do(Anna, Operation.EndSession.Instance, IPAddress.Parse("10.0.0.2"));
        Assert.Equal(["10"], Told);
        Town.Login(Anna);
        Close(device);
        Assert.IsType<Answer.FriendTotal>(Town.Answer(Anna, Ping));
        Assert.Empty(Told);
        Assert.IsType<Answer.NotLoggedIn>(Ask(device, Ping));
        Town.Answer(Anna, Operation.EndSession.Instance);
        Assert.Equal(["20"], Told);
    }

    [Fact]
    public void The_status_is_the_accounts_and_a_login_takes_nobody_out_of_hiding_whom_a_device_keeps_online()
    {
        var device = Open();
        Attach(device);
        Ask(device, new Operation.ChangeStatus(Status.Invisible));
        Assert.Equal(["10", "20"], Told);
        Town.Login(Anna);
        Assert.Empty(Told);
        Town.Answer(Anna, new Operation.ChangeStatus(Status.Busy));
        Town.Answer(Anna, Operation.EndSession.Instance);
        Assert.Equal(["30"], Told);
        Town.Restart();
        Attach(device);
        var online = Assert.IsType<Answer.OnlineFriends>(Town.Answer(Bao, Operation.ListOnline.Instance));
        Assert.Equal(Status.Busy, Assert.Single(online.Visible).Seen);
    }

    [Fact]
    public void A_login_sets_the_account_online_where_no_device_keeps_it_so()
    {
        var device = Open();
        Ask(device, new Operation.ChangeStatus(Status.Busy));
        Town.Login(Anna);
        Assert.Equal(["10"], Told);
    }
}
