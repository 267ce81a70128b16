using System.Net;
using Tqq.Core.Commands;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Sessions;

namespace Tqq.Core.Tests.Accounts;

/// <summary>
/// Only what was received is acknowledged (protocol.md §4): the client's TCP has confirmed the whole reply, and the
/// request arrived after that was written.
/// </summary>
public sealed class ReceiptTests
{
    private static readonly Uin Anna = new(10001);
    private static readonly IPAddress Elsewhere = IPAddress.Parse("10.0.0.2");

    private readonly Town _town = new() { AreRepliesReceived = false };

    public ReceiptTests()
    {
        _town.Add(Anna);
        _town.Login(Anna);
        _town.Do(Anna, new Operation.SendText(Anna, "hi", 2));
    }

    /// <summary>All that can come behind a reply with messages.</summary>
    public static TheoryData<string> Comings =>
        ["another request", "a poll", "a login", "a login elsewhere", "a logout", "the end of its time", "a kick"];

    private TimeSpan Now => _town.Now.Uptime;

    private long HandOut() => Assert.IsType<Answer.HandedOut>(_town.Answer(Anna, Operation.FetchMessages.Instance)).Handout;

    private void Report(long handout, HandoutFate fate) => _town[Anna].Mailbox.Report(handout, fate);

    private void Come(string what, Func<RequestOrigin, RequestOrigin>? changed = null)
    {
        var caller = changed?.Invoke(_town.Caller()) ?? _town.Caller();
        switch (what)
        {
            case "another request": _town.Do(Anna, new Operation.ListFriends(false), caller); break;
            case "a poll": _town.Do(Anna, Operation.FetchMessages.Instance, caller); break;
            case "a login": _town.Login(Anna, true, new("md5", false, caller), default); break;
            case "a login elsewhere": _town.Login(Anna, true, new("md5", false, caller.From(Elsewhere)), default); break;
            case "a logout": _town.Do(Anna, Operation.EndSession.Instance, caller); break;
            case "the end of its time": _town.Pass(TimeSpan.FromSeconds(300)); break;
            case "a kick": _town.Administer(Anna, account => account.Administration.Kick()); break;
            default: throw new ArgumentOutOfRangeException(nameof(what), what, "unknown");
        }
    }

    private int Waiting => _town[Anna].Mailbox.Waiting;

    [Theory]
    [MemberData(nameof(Comings))]
    public void A_reply_that_the_clients_tcp_has_confirmed_is_acknowledged_by_whatever_comes(string what)
    {
        Report(HandOut(), HandoutFate.Confirmed(Now));
        Come(what);
        Assert.Equal(0, Waiting);
    }

    [Theory]
    [MemberData(nameof(Comings))]
    public void A_reply_of_which_nothing_is_known_is_acknowledged_by_nothing_and_handed_out_again(string what)
    {
        HandOut();
        Come(what);
        Assert.Equal(1, Waiting);
        _town.Login(Anna);
        Assert.Single(_town.Fetch(Anna));
    }

    [Theory]
    [MemberData(nameof(Comings))]
    public void A_reply_whose_connection_was_reset_is_acknowledged_by_nothing_even_if_it_had_been_confirmed(string what)
    {
        var handout = HandOut();
        Report(handout, HandoutFate.Confirmed(Now));
        Report(handout, HandoutFate.Broken);
        Report(handout, HandoutFate.Confirmed(Now));
        Come(what);
        Assert.Equal(1, Waiting);
    }

    [Theory]
    [InlineData("another request")]
    [InlineData("a poll")]
    [InlineData("a login")]
    [InlineData("a login elsewhere")]
    [InlineData("a logout")]
    public void A_request_that_arrived_before_the_whole_reply_was_written_acknowledges_nothing(string what)
    {
        var handout = HandOut();
        var arrived = Now;
        _town.Pass(TimeSpan.FromSeconds(1));
        Report(handout, HandoutFate.Confirmed(Now));
        Come(what, caller => caller.At(arrived));
        Assert.Equal(1, Waiting);
    }

    [Fact]
    public void A_later_request_acknowledges_what_an_early_one_did_not()
    {
        var handout = HandOut();
        var arrived = Now;
        _town.Pass(TimeSpan.FromSeconds(1));
        Come("another request", caller => caller.At(arrived));
        Report(handout, HandoutFate.Confirmed(Now));
        Come("another request");
        Assert.Equal(0, Waiting);
    }

    [Fact]
    public void A_poll_that_acknowledges_nothing_hands_out_the_same_again_and_what_came_since()
    {
        HandOut();
        _town.Do(Anna, new Operation.SendText(Anna, "more", 4));
        Assert.Equal(["hi", "more"], _town.Fetch(Anna).Select(item => item.Text));
    }

    [Fact]
    public void What_is_said_of_an_older_reply_says_nothing_of_the_one_that_replaced_it()
    {
        var older = HandOut();
        HandOut();
        Report(older, HandoutFate.Confirmed(Now));
        Come("another request");
        Assert.Equal(1, Waiting);
    }

    [Fact]
    public void A_replay_is_received_anew()
    {
        var caller = _town.Caller();
        var first = Assert.IsType<Answer.HandedOut>(_town.Do(Anna, Operation.FetchMessages.Instance, caller).Answer).Handout;
        var written = Now;
        _town.Pass(TimeSpan.FromSeconds(1));
        var again = _town.Do(Anna, Operation.FetchMessages.Instance, caller.At(Now));
        Assert.True(again.IsRepetition);
        Report(first, HandoutFate.Confirmed(written));
        Come("another request");
        Assert.Equal(1, Waiting);
        Report(((Answer.HandedOut)again.Answer).Handout, HandoutFate.Confirmed(Now));
        Come("another request");
        Assert.Equal(0, Waiting);
    }

    [Theory]
    [MemberData(nameof(Comings))]
    public void What_a_client_took_by_count_is_acknowledged_by_counts_only_whatever_comes(string what)
    {
        var caller = _town.Caller().Having(0, 0);
        var counted = Assert.IsType<Answer.HandedOut>(_town.Do(Anna, Operation.FetchMessages.Instance, caller).Answer);
        Report(counted.Handout, HandoutFate.Confirmed(Now));
        Come(what);
        Assert.Equal(1, Waiting);
    }

    [Theory]
    [InlineData("another request")]
    [InlineData("a poll")]
    [InlineData("a login")]
    [InlineData("a login elsewhere")]
    [InlineData("a logout")]
    public void A_count_says_nothing_of_a_reply_to_a_request_without_one(string what)
    {
        var handout = HandOut();
        Come("another request", caller => caller.Having(handout, 1));
        Assert.Equal(1, Waiting);
        Report(handout, HandoutFate.Confirmed(Now));
        Come(what, caller => caller.Having(0, 0));
        Assert.Equal(0, Waiting);
    }

    [Theory]
    [InlineData("a login")]
    [InlineData("a login elsewhere")]
    [InlineData("a logout")]
    public void A_count_counts_wherever_it_comes_from(string what)
    {
        var caller = _town.Caller().Having(0, 0);
        var mail = Assert.IsType<Answer.HandedOut>(_town.Do(Anna, Operation.FetchMessages.Instance, caller).Answer);
        Come(what, next => next.Having(mail.Handout, 1));
        Assert.Equal(0, Waiting);
    }
}
