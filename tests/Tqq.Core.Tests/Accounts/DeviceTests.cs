using Tqq.Core.Changes;
using Tqq.Core.Commands;
using Tqq.Core.Devices;
using Tqq.Core.Operations;
using Tqq.Core.Presence;

namespace Tqq.Core.Tests.Accounts;

/// <summary>Device sessions beside the wire session: what they keep, what ends them, and who is online (protocol.md §3).</summary>
public sealed class DeviceTests : DeviceTown
{
    [Fact]
    public void Of_more_than_twenty_the_longest_unused_gives_way_but_not_one_with_a_stream()
    {
        Attach(Open());
        for (var device = 2; device <= DeviceSession.Most; device++)
        {
            Town.Pass(TimeSpan.FromMinutes(1));
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
        Town.Restart();
        Assert.Equal("second", Assert.Single(Town[Anna].Devices.All).Name);
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
        Town.Administer(Anna, anna => what switch
        {
            "a new password" => anna.Administration.SetPassword("new", Town.Now),
            "a shut account" => anna.Administration.SetEnabled(false),
            "a deletion" => anna.Administration.Delete(),
            _ => anna.Administration.Kick(andDevices: what == "a kick of devices too"),
        });
        Assert.Equal(ends, Devices.ToArray() is []);
        Assert.Equal(!ends, Town[Anna].IsOnline);
        Assert.Equal(what == "a deletion" || !ends ? ["10"] : ["10", "20"], Told);
        Town.Restart();
        Assert.Equal(ends, Devices.ToArray() is []);
    }

    [Fact]
    public void What_an_administrator_has_ended_is_told_from_what_its_owner_has_and_was_seen_as_long_as_it_had_a_stream()
    {
        var (own, other, idle) = (Open(), Open(), Open());
        Attach(other);
        Town.Administer(Anna, anna => anna.Devices.Close(own)!);
        var kick = Town[Anna].Administration.Kick(andDevices: true, Town.Now);
        var closed = kick.Changes.OfType<Change.DeviceClosed>().ToDictionary(change => change.Id);
        Assert.Equal((Town.Now.Wall, Town[Anna].Devices.All.Single(device => device.Id == idle).LastSeen),
            (closed[other].Seen, closed[idle].Seen));
        Town.Administer(Anna, _ => kick);
        Assert.Equal((false, true, true), (Town[Anna].Devices.WasEndedByAdministrator(own),
            Town[Anna].Devices.WasEndedByAdministrator(other), Town[Anna].Devices.WasEndedByAdministrator(idle)));
    }

    [Fact]
    public void No_device_opens_on_an_account_that_is_shut_or_is_not_there()
    {
        Town.Administer(Anna, anna => anna.Administration.SetEnabled(false));
        Assert.Null(Town[Anna].Devices.Open(DeviceKind.Bot, "", Desk, null, Town.Now));
        Assert.Null(Town[new(10009)].Devices.Open(DeviceKind.Bot, "", Desk, null, Town.Now));
    }

    [Fact]
    public void What_a_device_is_answered_is_not_what_a_repeated_request_of_the_wire_gets()
    {
        var device = Open();
        Town.Login(Anna);
        Town.Answer(Anna, Ping);
        var (send, origin) = (new Operation.SendText(Bao, "hi", 2), Town.Caller());
        Assert.IsType<Answer.Done>(Town.Do(Anna, send, origin).Answer);
        Assert.IsType<Answer.FriendTotal>(Ask(device, Ping));
        Assert.IsType<Answer.Done>(Town.Do(Anna, send, origin).Answer);
        Assert.Single(Town.Fetch(Bao), item => item.Text == "hi");
    }

    [Fact]
    public void A_device_sends_longer_texts_repeats_nothing_and_acknowledges_nothing()
    {
        var device = Open();
        Town.Login(Anna);
        Town.Answer(Bao, new Operation.SendText(Anna, "kept", 4));
        var text = new string('x', DeviceSession.LongestText);
        foreach (var sent in new[] { text, text })
        {
            Assert.IsType<Answer.Done>(Ask(device, new Operation.SendText(Bao, sent, sent.Length)));
            // It counted 100 times.
            Town.Pass(TimeSpan.FromSeconds(50));
        }

        Assert.Equal(RefusalReason.TooLong,
            Assert.IsType<Answer.Refused>(Ask(device, new Operation.SendText(Bao, text + "x", text.Length + 1))).Reason);
        Assert.Equal([text, text], Town.Fetch(Bao).Concat(Town.Fetch(Bao)).Where(item => item.Kind == Mail.MessageKind.Text)
            .Select(item => item.Text));
        Assert.Equal(1, Town[Anna].Mailbox.Waiting);
    }

    [Fact]
    public void When_a_device_was_used_last_is_stored_now_and_then_only()
    {
        var device = Open();
        var opened = Town.Now.Wall;
        Town.Pass(TimeSpan.FromMinutes(9));
        Ask(device, Ping);
        Assert.Equal(Town.Now.Wall, LastSeen());
        Town.Evict(Anna);
        Assert.Equal(opened, LastSeen());
        Town.Pass(TimeSpan.FromMinutes(1));
        Ask(device, Ping);
        Town.Evict(Anna);
        Assert.Equal(Town.Now.Wall, LastSeen());

        DateTimeOffset LastSeen() => Assert.Single(Town[Anna].Devices.All).LastSeen;
    }

    [Fact]
    public void Whatever_a_device_wants_to_hear_of_is_news()
    {
        Attach(Open());
        foreach (var happening in new Action[]
        {
            () => Town.Answer(Bao, new Operation.SendText(Anna, "hi", 2)),
            () => Town.Answer(Bao, new Operation.ChangeStatus(Status.Busy)),
            () => Town.Answer(Bao, new Operation.RemoveFriend(Anna)),
            () => Ask(1, new Operation.ChangeStatus(Status.Busy)),
            () => Town.Login(Anna),
            () => Town.Administer(Anna, anna => anna.Administration.Kick()),
            () => Close(1),
        })
        {
            var before = Town[Anna].News;
            happening();
            Assert.NotEqual(before, Town[Anna].News);
        }
    }
}
