using Tqq.Load.Checking;

namespace Tqq.Load.Tests.Checking;

/// <summary>The check finds what is planted, and nothing else.</summary>
public sealed class MessageCheckerTests
{
    private const uint Ann = 20_001;
    private const uint Bob = 20_002;

    private readonly MessageChecker _checker = new(new(7));

    [Fact]
    public void Messages_that_come_once_and_in_order_are_good_whatever_lies_between_them()
    {
        var texts = Send(MessageFate.Stored, 3);
        _checker.Receive(Ann, Bob, texts[0] + " ");
        _checker.Receive(Bob, Ann, Write(Bob, Ann) + " ");
        _checker.Receive(Ann, Bob, texts[1]);
        _checker.Receive(Ann, Bob, "a text of somebody's");
        _checker.Receive(Ann, Bob, new MessageText(8).Write(0, 30));
        _checker.Receive(Ann, Bob, texts[2]);
        Assert.Equal(new(3, 4, 0, 0, 0, 0, 0, Foreign: 2), _checker.Result());
        Assert.True(_checker.Result().IsGood);
        Assert.Empty(_checker.Owed);
    }

    [Fact]
    public void A_lost_one_is_found()
    {
        var texts = Send(MessageFate.Stored, 3);
        _checker.Receive(Ann, Bob, texts[0]);
        _checker.Receive(Ann, Bob, texts[2]);
        Assert.Equal([Bob], _checker.Owed);
        Assert.Equal(new(3, 2, Lost: 1, 0, 0, 0, 0, 0), _checker.Result());
        Assert.False(_checker.Result().IsGood);
    }

    [Fact]
    public void One_that_comes_twice_is_found()
    {
        var texts = Send(MessageFate.Stored, 2);
        foreach (var text in (string[])[texts[0], texts[1], texts[0]])
            _checker.Receive(Ann, Bob, text);
        Assert.Equal(new(2, 2, 0, Duplicated: 1, 0, 0, 0, 0), _checker.Result());
        Assert.False(_checker.Result().IsGood);
    }

    [Fact]
    public void One_that_is_overtaken_is_found()
    {
        var texts = Send(MessageFate.Stored, 3);
        foreach (var text in (string[])[texts[0], texts[2], texts[1]])
            _checker.Receive(Ann, Bob, text);
        Assert.Equal(new(3, 3, 0, 0, Reordered: 1, 0, 0, 0), _checker.Result());
        Assert.False(_checker.Result().IsGood);
    }

    [Fact]
    public void One_that_was_refused_or_never_sent_must_not_come()
    {
        _checker.Receive(Ann, Bob, Send(MessageFate.Refused, 1)[0]);
        _checker.Receive(Ann, Bob, new MessageText(7).Write(1, 30));
        _checker.Receive(Bob, Ann, new MessageText(7).Write(0, 30));
        Assert.Equal(3, _checker.Result().Unasked);
        Assert.False(_checker.Result().IsGood);
    }

    [Fact]
    public void One_without_an_answer_may_come_late_or_never_but_not_twice()
    {
        var unknown = Send(MessageFate.Unknown, 2);
        _checker.Receive(Ann, Bob, Send(MessageFate.Stored, 1)[0]);
        _checker.Receive(Ann, Bob, unknown[1]);
        Assert.Equal(new(1, 2, 0, 0, 0, 0, Unanswered: 2, 0), _checker.Result());
        Assert.True(_checker.Result().IsGood);
        _checker.Receive(Ann, Bob, unknown[1]);
        Assert.False(_checker.Result().IsGood);
    }

    [Fact]
    public void One_may_come_before_its_sender_has_heard_that_it_is_stored()
    {
        var (number, text) = _checker.Begin(Ann, Bob, 30);
        _checker.Receive(Ann, Bob, text);
        _checker.Settle(Ann, Bob, number, MessageFate.Stored);
        Assert.True(_checker.Result().IsGood);
    }

    [Theory]
    [InlineData(MessageText.MinLength)]
    [InlineData(MessageText.MaxLength)]
    public void Every_number_can_be_read_again_at_every_length(int length)
    {
        var text = new MessageText(uint.MaxValue);
        foreach (var number in new[] { 0, 1, int.MaxValue })
        {
            Assert.Equal(length, text.Write(number, length).Length);
            Assert.True(text.TryRead(text.Write(number, length) + " ", out var read) && read == number);
        }
    }

    private string[] Send(MessageFate fate, int count) => [.. Enumerable.Range(0, count).Select(_ => Write(Ann, Bob, fate))];

    private string Write(uint from, uint to, MessageFate? fate = null)
    {
        var (number, text) = _checker.Begin(from, to, 30);
        if (fate is { } settled)
            _checker.Settle(from, to, number, settled);
        return text;
    }
}
