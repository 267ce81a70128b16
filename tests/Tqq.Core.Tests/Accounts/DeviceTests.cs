using System.Net;
using Tqq.Core.Commands;
using Tqq.Core.Devices;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;

namespace Tqq.Core.Tests.Accounts;

/// <summary>Device sessions beside the wire session: what they keep, what ends them, and who is online (protocol.md §3).</summary>
public sealed class DeviceTests
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);
    private static readonly IPAddress Desk = IPAddress.Parse("10.0.0.9");
    private static readonly Operation Ping = new Operation.ListFriends(false);

    private readonly Town _town = new();

    public DeviceTests()
    {
        foreach (var uin in new[] { Anna, Bao })
            _town.Add(uin, WhoMayAdd.Anyone);
        _town.Login(Bao);
        _town.Answer(Bao, new Operation.AddFriend(Anna));
        _town.Fetch(Bao);
    }

    private IEnumerable<int> Devices => _town[Anna].Devices.All.Select(device => device.Id);

    private string[] Told => [.. _town.Fetch(Bao).Select(notice => notice.Text)];

    private int Open(string name = "page")
    {
        var (step, opened) = _town[Anna].Devices.Open(DeviceKind.Web, name, Desk, null, _town.Now)!.Value;
        _town.Administer(Anna, _ => step);
        return opened.Id;
    }

    private void Attach(int device) => _town.Administer(Anna, anna => anna.Devices.Attach(device, Desk, _town.Now)!);

    private void Close(int device)
    {
        _town.Administer(Anna, anna => anna.Devices.Close(device)!);
        _town.Administer(Anna, anna => anna.Devices.Settle(_town.Now));
    }

    private Answer Ask(int device, Operation operation) =>
        _town.Do(Anna, operation, new RequestOrigin(Caller.OfDevice(device, Desk))).Answer;

    [Fact]
    public void An_account_is_online_while_a_device_has_a_stream_and_for_a_minute_after()
    {
        var device = Open();
        Assert.Empty(Told);
        Attach(device);
        Assert.Equal(["10"], Told);
        Attach(device);
        _town[Anna].Devices.Detach(device, _town.Now);
        _town.Pass(TimeSpan.FromMinutes(2));
        Assert.Empty(Told);
        _town[Anna].Devices.Detach(device, _town.Now);
        _town.Pass(TimeSpan.FromSeconds(59));
        Assert.Empty(Told);
        _town.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["20"], Told);
        Assert.Equal([device], Devices);
    }

    [Fact]
    public void A_page_that_loads_again_does_not_go_offline_between()
    {
        var device = Open();
        Attach(device);
        _town[Anna].Devices.Detach(device, _town.Now);
        _town.Pass(TimeSpan.FromSeconds(30));
        Attach(device);
        _town.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(["10"], Told);
    }

    [Fact]
    public void Wire_session_and_devices_do_not_end_each_other_and_others_see_one_account()
    {
        var device = Open();
        Attach(device);
        _town.Login(Anna);
        _town.Login(Anna, from: IPAddress.Parse("10.0.0.2"));
        Assert.IsType<Answer.FriendTotal>(Ask(device, Ping));
        _town.Do(Anna, Operation.EndSession.Instance, IPAddress.Parse("10.0.0.2"));
        Assert.Equal(["10"], Told);
        _town.Login(Anna);
        Close(device);
        Assert.IsType<Answer.FriendTotal>(_town.Answer(Anna, Ping));
        Assert.Empty(Told);
        Assert.IsType<Answer.NotLoggedIn>(Ask(device, Ping));
        _town.Answer(Anna, Operation.EndSession.Instance);
        Assert.Equal(["20"], Told);
    }

    [Fact]
    public void The_status_is_the_accounts_and_a_login_takes_nobody_out_of_hiding_whom_a_device_keeps_online()
    {
        var device = Open();
        Attach(device);
        Ask(device, new Operation.ChangeStatus(Status.Invisible));
        Assert.Equal(["10", "20"], Told);
        _town.Login(Anna);
        Assert.Empty(Told);
        _town.Answer(Anna, new Operation.ChangeStatus(Status.Busy));
        _town.Answer(Anna, Operation.EndSession.Instance);
        Assert.Equal(["30"], Told);
        _town.Restart();
        Attach(device);
        var online = Assert.IsType<Answer.OnlineFriends>(_town.Answer(Bao, Operation.ListOnline.Instance));
        Assert.Equal(Status.Busy, Assert.Single(online.Visible).Seen);
    }

    [Fact]
    public void A_login_sets_the_account_online_where_no_device_keeps_it_so()
    {
        var device = Open();
        Ask(device, new Operation.ChangeStatus(Status.Busy));
        _town.Login(Anna);
        Assert.Equal(["10"], Told);
    }

    [Fact]
    public void Of_more_than_twenty_the_longest_unused_gives_way_but_not_one_with_a_stream()
    {
        Attach(Open());
        for (var device = 2; device <= DeviceSession.Most; device++)
        {
            _town.Pass(TimeSpan.FromMinutes(1));
            Open();
        }

        Ask(2, Ping);
        Open();
        Assert.Equal([1, 2, .. Enumerable.Range(4, 18)], Devices);
    }

    [Fact]
    public void Numbers_are_never_used_again_and_sessions_survive_a_restart()
    {
        Close(Open("first"));
        Open("second");
        _town.Restart();
        Assert.Equal("second", Assert.Single(_town[Anna].Devices.All).Name);
        Assert.IsType<Answer.FriendTotal>(Ask(2, Ping));
        Assert.Equal(3, Open());
    }

    [Theory]
    [InlineData("a new password", true)]
    [InlineData("a shut account", true)]
    [InlineData("a deletion", true)]
    [InlineData("a kick", false)]
    [InlineData("a kick of devices too", true)]
    public void What_ends_all_sessions_ends_those_of_devices(string what, bool ends)
    {
        Attach(Open());
        _town.Administer(Anna, anna => what switch
        {
            "a new password" => anna.Administration.SetPassword("new", _town.Now),
            "a shut account" => anna.Administration.SetEnabled(false),
            "a deletion" => anna.Administration.Delete(),
            _ => anna.Administration.Kick(andDevices: what == "a kick of devices too"),
        });
        Assert.Equal(ends, Devices.ToArray() is []);
        Assert.Equal(!ends, _town[Anna].IsOnline);
        Assert.Equal(what == "a deletion" || !ends ? ["10"] : ["10", "20"], Told);
        _town.Restart();
        Assert.Equal(ends, Devices.ToArray() is []);
    }

    [Fact]
    public void No_device_opens_on_an_account_that_is_shut_or_is_not_there()
    {
        _town.Administer(Anna, anna => anna.Administration.SetEnabled(false));
        Assert.Null(_town[Anna].Devices.Open(DeviceKind.Bot, "", Desk, null, _town.Now));
        Assert.Null(_town[new(10009)].Devices.Open(DeviceKind.Bot, "", Desk, null, _town.Now));
    }

    [Fact]
    public void What_a_device_is_answered_is_not_what_a_repeated_request_of_the_wire_gets()
    {
        var device = Open();
        _town.Login(Anna);
        _town.Answer(Anna, Ping);
        var (send, origin) = (new Operation.SendText(Bao, "hi", 2), _town.Caller());
        Assert.IsType<Answer.Done>(_town.Do(Anna, send, origin).Answer);
        Assert.IsType<Answer.FriendTotal>(Ask(device, Ping));
        Assert.IsType<Answer.Done>(_town.Do(Anna, send, origin).Answer);
        Assert.Single(_town.Fetch(Bao), item => item.Text == "hi");
    }

    [Fact]
    public void A_device_sends_longer_texts_repeats_nothing_and_acknowledges_nothing()
    {
        var device = Open();
        _town.Login(Anna);
        _town.Answer(Bao, new Operation.SendText(Anna, "kept", 4));
        var text = new string('x', DeviceSession.LongestText);
        foreach (var sent in new[] { text, text })
        {
            Assert.IsType<Answer.Done>(Ask(device, new Operation.SendText(Bao, sent, sent.Length)));
            // It counted 100 times.
            _town.Pass(TimeSpan.FromSeconds(50));
        }

        Assert.Equal(RefusalReason.TooLong,
            Assert.IsType<Answer.Refused>(Ask(device, new Operation.SendText(Bao, text + "x", text.Length + 1))).Reason);
        Assert.Equal([text, text], _town.Fetch(Bao).Concat(_town.Fetch(Bao)).Where(item => item.Kind == Mail.MessageKind.Text)
            .Select(item => item.Text));
        Assert.Equal(1, _town[Anna].Mailbox.Waiting);
    }

    [Fact]
    public void When_a_device_was_used_last_is_stored_now_and_then_only()
    {
        var device = Open();
        var opened = _town.Now.Wall;
        _town.Pass(TimeSpan.FromMinutes(9));
        Ask(device, Ping);
        Assert.Equal(_town.Now.Wall, LastSeen());
        _town.Evict(Anna);
        Assert.Equal(opened, LastSeen());
        _town.Pass(TimeSpan.FromMinutes(1));
        Ask(device, Ping);
        _town.Evict(Anna);
        Assert.Equal(_town.Now.Wall, LastSeen());

        DateTimeOffset LastSeen() => Assert.Single(_town[Anna].Devices.All).LastSeen;
    }

    [Fact]
    public void Whatever_a_device_wants_to_hear_of_is_news()
    {
        Attach(Open());
        foreach (var happening in new Action[]
        {
            () => _town.Answer(Bao, new Operation.SendText(Anna, "hi", 2)),
            () => _town.Answer(Bao, new Operation.ChangeStatus(Status.Busy)),
            () => _town.Answer(Bao, new Operation.RemoveFriend(Anna)),
            () => Ask(1, new Operation.ChangeStatus(Status.Busy)),
            () => _town.Login(Anna),
            () => _town.Administer(Anna, anna => anna.Administration.Kick()),
            () => Close(1),
        })
        {
            var before = _town[Anna].News;
            happening();
            Assert.NotEqual(before, _town[Anna].News);
        }
    }
}
