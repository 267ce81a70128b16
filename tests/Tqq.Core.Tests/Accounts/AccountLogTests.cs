using Tqq.Core.Commands;
using Tqq.Core.Log;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Profiles;
using Tqq.Core.Rules;

namespace Tqq.Core.Tests.Accounts;

/// <summary>The log that the devices of an account share, and what it means for a wire session.</summary>
public sealed class AccountLogTests
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);

    private static Town Town(AccountRules? rules = null)
    {
        var town = new Town(rules);
        town.Add(Anna, WhoMayAdd.Anyone);
        town.Add(Bao, WhoMayAdd.Anyone);
        town.Login(Bao);
        return town;
    }

    private static Answer Send(Town town, Uin from, Uin to, string text, string? key = null) =>
        town.Answer(from, new Operation.SendText(to, text, text.Length, key));

    private static string[] Fetch(Town town, Uin uin) =>
        [.. town.Fetch(uin).Where(item => item.Kind == MessageKind.Text).Select(item => item.Text)];

    private static string Log(Town town, Uin uin) =>
        string.Join(", ", town.LogOf(uin)?.Items.Select(item => $"{item.Number} {item.Kind} {item.Text}") ?? ["none"]);

    private static void Open(Town town, Uin uin) => town.Administer(uin, account => account.Log.Open());

    private static void Read(Town town, long through) => town.Administer(Anna, account => account.Log.MarkRead(Bao, through));

    [Fact]
    public void An_account_that_keeps_no_log_keeps_nothing_of_what_it_sends()
    {
        var town = Town();
        Assert.IsType<Answer.Done>(Send(town, Bao, Anna, "hi"));
        Assert.Equal(("none", false, 0), (Log(town, Bao), town[Bao].Log.IsKept, town[Bao].Log.End));
    }

    [Fact]
    public void One_that_keeps_a_log_has_both_sides_in_it_in_the_order_of_their_numbers()
    {
        var town = Town();
        town.Login(Anna);
        Open(town, Bao);
        Send(town, Bao, Anna, "one");
        Send(town, Anna, Bao, "two");
        Send(town, Bao, Anna, "three");
        Assert.Equal("1 Sent one, 2 Text two, 3 Sent three", Log(town, Bao));
        Assert.Equal(3, town[Bao].Log.End);
        Assert.Equal(["two"], Fetch(town, Bao));
        town.Restart();
        Send(town, Bao, Anna, "four");
        Assert.Equal((4, true), (town[Bao].Log.End, Log(town, Bao).EndsWith("4 Sent four", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(KeepSent.Never, KeepsSent.Default, false, false)]
    [InlineData(KeepSent.Never, KeepsSent.Default, true, false)]
    [InlineData(KeepSent.Never, KeepsSent.True, false, true)]
    [InlineData(KeepSent.Devices, KeepsSent.Default, false, false)]
    [InlineData(KeepSent.Devices, KeepsSent.Default, true, true)]
    [InlineData(KeepSent.Devices, KeepsSent.False, true, false)]
    [InlineData(KeepSent.Always, KeepsSent.Default, false, true)]
    [InlineData(KeepSent.Always, KeepsSent.False, true, false)]
    public void What_is_sent_is_kept_as_the_account_says_and_else_as_the_server_does(KeepSent server, KeepsSent account, bool keepsLog,
        bool isKept)
    {
        var town = Town(new() { KeepSent = server });
        town.Administer(Bao, live => live.Administration.Edit(live.Record!.Profile, live.Record.Settings with { KeepsSent = account }));
        if (keepsLog)
            Open(town, Bao);
        Send(town, Bao, Anna, "hi");
        Assert.Equal(isKept, Log(town, Bao).Contains("Sent hi", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_not_taken_is_not_kept_and_what_is_sent_to_oneself_stands_there_once()
    {
        var town = Town(new() { MailboxLimit = 1 });
        Open(town, Bao);
        Send(town, Bao, Anna, "first");
        Assert.IsType<Answer.Refused>(Send(town, Bao, Anna, "second"));
        Assert.IsType<Answer.NoSuchAccount>(Send(town, Bao, new(10009), "third"));
        Assert.IsType<Answer.Done>(Send(town, Bao, Bao, "fourth"));
        Assert.Equal("1 Sent first, 2 Text fourth", Log(town, Bao));
    }

    [Fact]
    public void A_text_that_is_sent_again_with_its_key_is_said_to_be_a_repetition()
    {
        var town = Town();
        Open(town, Bao);
        Send(town, Bao, Anna, "hi", "key");
        Assert.IsType<Answer.Done>(Send(town, Bao, Anna, "hi", "key"));
        Assert.Equal("1 Sent hi", Log(town, Bao));
    }

    [Fact]
    public void What_is_sent_is_delivered_even_where_the_sender_finds_no_room_to_keep_it()
    {
        var town = Town();
        Open(town, Bao);
        town.FullFor = Bao;
        Assert.IsType<Answer.Done>(Send(town, Bao, Anna, "hi"));
        town.Login(Anna);
        Assert.Equal(("", "hi"), (Log(town, Bao), Assert.Single(Fetch(town, Anna))));
    }

    [Fact]
    public void What_a_device_has_read_is_handed_to_no_later_session_and_does_not_count_as_waiting()
    {
        var town = Town(new() { MailboxLimit = 3 });
        Open(town, Anna);
        foreach (var text in (string[])["1", "2", "3"])
            Send(town, Bao, Anna, text);
        Assert.Equal(RefusalReason.MailboxFull, Assert.IsType<Answer.Refused>(Send(town, Bao, Anna, "4")).Reason);
        Read(town, 2);
        Assert.Equal(1, town[Anna].Mailbox.Waiting);
        Assert.IsType<Answer.Done>(Send(town, Bao, Anna, "5"));
        town.Login(Anna);
        Assert.Equal(["3", "5"], Fetch(town, Anna));
        Assert.Empty(Fetch(town, Anna));
        Assert.Equal(0, town[Anna].Mailbox.Waiting);
    }

    [Fact]
    public void While_a_session_lives_it_gets_everything_whatever_was_read_and_the_next_one_does_not()
    {
        var town = Town();
        Open(town, Anna);
        town.Login(Anna);
        Send(town, Bao, Anna, "1");
        Send(town, Bao, Anna, "2");
        Read(town, 2);
        Assert.Equal(["1", "2"], Fetch(town, Anna));
        Send(town, Bao, Anna, "3");
        var third = town.LogOf(Anna)!.Items[^1].Number;
        Read(town, third);
        town.Do(Anna, Operation.EndSession.Instance);
        Assert.Equal(0, town[Anna].Mailbox.Waiting);
        town.Login(Anna);
        Assert.Empty(Fetch(town, Anna));
        town.Restart();
        Assert.Equal(0, town[Anna].Mailbox.Waiting);
    }

    [Fact]
    public void A_login_from_elsewhere_is_another_session_and_one_from_the_same_place_goes_on()
    {
        var town = Town();
        Open(town, Anna);
        town.Login(Anna);
        Send(town, Bao, Anna, "1");
        Read(town, 1);
        town.Login(Anna);
        Assert.Equal(1, town[Anna].Mailbox.Waiting);
        town.Login(Anna, from: System.Net.IPAddress.Parse("10.0.0.9"));
        Assert.Equal(0, town[Anna].Mailbox.Waiting);
    }

    [Fact]
    public void Who_comes_onto_the_list_and_goes_off_it_stands_in_the_log()
    {
        var town = Town();
        Open(town, Anna);
        Open(town, Bao);
        town.Do(Bao, new Operation.AddFriend(Anna));
        town.Do(Bao, new Operation.AddFriend(Anna));
        Assert.Equal(("1 Friend 1", "1 Friend 1"), (Log(town, Anna), Log(town, Bao)));
        town.Do(Bao, new Operation.RemoveFriend(Anna));
        Assert.Equal(("1 Friend 1", "1 Friend 1, 2 Friend 0"), (Log(town, Anna), Log(town, Bao)));
        town.Delete(Bao);
        Assert.Equal("1 Friend 1, 2 Friend 0", Log(town, Anna));
    }

    [Fact]
    public void What_waits_is_bounded_in_bytes_too()
    {
        var town = Town(new() { MailboxBytes = 10 });
        Assert.IsType<Answer.Done>(Send(town, Bao, Anna, "12345"));
        Assert.IsType<Answer.Done>(Send(town, Bao, Anna, "1234567890"));
        Assert.IsType<Answer.Refused>(Send(town, Bao, Anna, "1"));
        town.Restart();
        Assert.IsType<Answer.Refused>(Send(town, Bao, Anna, "1"));
        town.Login(Anna);
        Fetch(town, Anna);
        Fetch(town, Anna);
        Assert.IsType<Answer.Done>(Send(town, Bao, Anna, "1"));
        town.Restart();
        Assert.IsType<Answer.Done>(Send(town, Bao, Anna, "2"));
    }
}
