using System.Net;
using Tqq.Core.Commands;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Rules;

namespace Tqq.Core.Tests.Accounts;

/// <summary>Repetition and acknowledgement (protocol.md §4), and the quirks that touch them (§7).</summary>
public sealed class ReplayTests
{
    private static readonly Uin Anna = new(10001);
    private static readonly Operation Hi = new Operation.SendText(Anna, "hi", 2);

    private readonly Town _town = new();

    public ReplayTests()
    {
        _town.Add(Anna);
        _town.Login(Anna);
    }

    private long HandOut(out int count)
    {
        var mail = Assert.IsType<Answer.HandedOut>(_town.Answer(Anna, Operation.FetchMessages.Instance));
        count = mail.Items.Length;
        return mail.Handout;
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    public void The_same_body_within_10_seconds_is_not_executed_again(int seconds, int sent)
    {
        var caller = _town.Caller();
        _town.Do(Anna, Hi, caller);
        _town.Pass(TimeSpan.FromSeconds(seconds));
        Assert.IsType<Answer.Done>(_town.Do(Anna, Hi, caller.At(_town.Now.Uptime)).Answer);
        Assert.Equal(sent, _town.Fetch(Anna).Length);
    }

    [Fact]
    public void What_a_stranger_is_told_in_between_is_not_what_a_repetition_gets()
    {
        var caller = _town.Caller();
        _town.Do(Anna, Hi, caller);
        _town.Do(Anna, new Operation.ListFriends(false), IPAddress.Parse("10.0.0.2"));
        Assert.IsType<Answer.Done>(_town.Do(Anna, Hi, caller).Answer);
    }

    [Fact]
    public void Repeating_too_fast_takes_nothing_from_what_was_handed_out()
    {
        _town.Do(Anna, Hi);
        var caller = _town.Caller();
        var first = Assert.IsType<Answer.HandedOut>(_town.Do(Anna, Operation.FetchMessages.Instance, caller).Answer);
        while (_town.Do(Anna, Operation.FetchMessages.Instance, caller).Answer is Answer.HandedOut)
            _town[Anna].Mailbox.Report(first.Handout, HandoutFate.Broken);
        _town.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(first, _town.Do(Anna, Operation.FetchMessages.Instance, caller).Answer);

        _town[Anna].Mailbox.Report(first.Handout, HandoutFate.Broken);
        while (_town.Do(Anna, Operation.FetchMessages.Instance, caller).Answer is Answer.HandedOut)
            _town[Anna].Mailbox.Report(first.Handout, HandoutFate.Broken);
        _town.Pass(TimeSpan.FromSeconds(1));
        Assert.Single(_town.Fetch(Anna));
    }

    [Fact]
    public void Only_the_previous_request_is_remembered()
    {
        var caller = _town.Caller();
        _town.Do(Anna, Hi, caller);
        _town.Answer(Anna, new Operation.ListFriends(false));
        _town.Do(Anna, Hi, caller);
        Assert.Equal(2, _town.Fetch(Anna).Length);
    }

    [Fact]
    public void A_reply_that_was_lost_can_be_had_again_and_then_counts()
    {
        _town.Do(Anna, Hi);
        var caller = _town.Caller();
        var first = _town.Do(Anna, Operation.FetchMessages.Instance, caller).Answer;
        _town[Anna].Mailbox.Report(((Answer.HandedOut)first).Handout, HandoutFate.Broken);
        Assert.Equal(first, _town.Do(Anna, Operation.FetchMessages.Instance, caller.At(_town.Now.Uptime)).Answer);
        Assert.Empty(_town.Fetch(Anna));
    }

    [Fact]
    public void The_next_request_acknowledges_what_was_handed_out()
    {
        _town.Do(Anna, Hi);
        HandOut(out _);
        _town.Answer(Anna, new Operation.ListFriends(false));
        _town.Restart();
        Assert.Empty(_town.Fetch(Anna));
    }

    [Fact]
    public void What_was_on_a_connection_that_broke_is_handed_out_again()
    {
        _town.Do(Anna, Hi);
        _town[Anna].Mailbox.Report(HandOut(out _), HandoutFate.Broken);
        Assert.Single(_town.Fetch(Anna));
    }

    [Fact]
    public void Without_an_acknowledgement_a_restart_hands_out_again()
    {
        _town.Do(Anna, Hi);
        HandOut(out _);
        _town.Restart();
        Assert.Single(_town.Fetch(Anna));
    }

    [Fact]
    public void The_quirk_loses_the_first_request_to_be_added_and_does_the_second()
    {
        var town = new Town(new AccountRules { Quirks = Quirks.Tencent2006, Penalty = TimeSpan.FromSeconds(1) });
        var bao = new Uin(10002);
        town.Add(Anna);
        town.Add(bao);
        town.Login(Anna);
        town.Login(bao);
        var caller = town.Caller();
        Assert.Equal(new Outcome(Answer.Refused.Instance, TimeSpan.FromSeconds(1)),
            town.Do(Anna, new Operation.AskFriend(bao, "me"), caller));
        Assert.Empty(town.Fetch(bao));
        Assert.IsType<Answer.Done>(town.Do(Anna, new Operation.AskFriend(bao, "me"), caller).Answer);
        Assert.Single(town.Fetch(bao));
    }

    [Fact]
    public void The_quirk_swallows_one_text_in_ten_with_a_lower_case_h()
    {
        var town = new Town(new AccountRules { Quirks = Quirks.Tencent2006 });
        town.Add(Anna);
        town.Login(Anna);
        var answers = Enumerable.Range(0, 20).Select(number => town.Answer(Anna, new Operation.SendText(Anna, $"h{number}", 3))).ToList();
        Assert.Equal(2, answers.OfType<Answer.Silence>().Count());
        Assert.Equal(18, town.Fetch(Anna).Length);
    }
}
