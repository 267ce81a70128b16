using Tqq.Core.Commands;
using Tqq.Core.Operations;

namespace Tqq.Core.Tests.Accounts;

/// <summary>Whatever one account writes for another to keep is bounded like a message (protocol.md §5.6, §5.10).</summary>
public sealed class LengthTests
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);

    private readonly Town _town = new();

    public LengthTests()
    {
        _town.Add(Anna);
        _town.Add(Bao);
        _town.Login(Anna);
        _town.Login(Bao);
    }

    public static TheoryData<string, bool> Words => new()
    {
        { new('A', 400), true }, { new('A', 401), false }, { new('\u597d', 133), true }, { new('\u597d', 134), false },
            { new('A', 16_000), false },
    };

    [Theory]
    [MemberData(nameof(Words))]
    public void The_words_of_a_request_are_bounded_like_a_message_and_refused_at_once(string words, bool isTaken)
    {
        var outcome = _town.Do(Anna, new Operation.AskFriend(Bao, words));
        Assert.Equal((isTaken ? Answer.Done.Instance : Answer.Refused.Instance, TimeSpan.Zero), (outcome.Answer, outcome.Delay));
        Assert.Equal(isTaken ? [words] : [], _town.Fetch(Bao).Select(message => message.Text));
        Assert.Equal(isTaken, _town.Do(Bao, new Operation.AcceptFriend(Anna)).Answer is Answer.Done
            && _town.Fetch(Anna) is { Length: > 0 });
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void So_is_the_reason_of_a_refusal_and_the_request_waits_on(string reason, bool isTaken)
    {
        _town.Do(Anna, new Operation.AskFriend(Bao, "hi"));
        Assert.Equal(isTaken ? Answer.Done.Instance : Answer.Refused.Instance, _town.Answer(Bao, new Operation.RefuseFriend(Anna, reason)));
        Assert.Equal(isTaken ? [reason] : [], _town.Fetch(Anna).Select(message => message.Text));
        _town.Do(Bao, new Operation.RefuseFriend(Anna, "no"));
        Assert.Equal(isTaken ? [] : ["no"], _town.Fetch(Anna).Select(message => message.Text));
    }

    [Fact]
    public void A_request_that_is_too_long_costs_nothing_of_the_rate()
    {
        for (var turn = 0; turn < 50; turn++)
            Assert.Equal(TimeSpan.Zero, _town.Do(Anna, new Operation.AskFriend(Bao, new('A', 401))).Delay);
        Assert.IsType<Answer.Done>(_town.Answer(Anna, new Operation.AskFriend(Bao, "hi")));
    }
}
