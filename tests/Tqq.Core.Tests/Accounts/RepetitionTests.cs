using Tqq.Core.Commands;
using Tqq.Core.Operations;
using Tqq.Core.Rules;
using Tqq.Core.Sessions;

namespace Tqq.Core.Tests.Accounts;

/// <summary>
/// Repetition is measured between arrivals, not between turns; and what equals a request in flight gets that one's answer (protocol.md §4).
/// </summary>
public sealed class RepetitionTests
{
    private static readonly Uin Anna = new(10001);
    private static readonly Operation Hi = new Operation.SendText(Anna, "hi", 2);

    private readonly Town _town = new();

    public RepetitionTests()
    {
        _town.Add(Anna);
        _town.Login(Anna);
    }

    // A request whose answer takes its time.
    private Outcome Send(RequestOrigin caller, int seconds)
    {
        _town.Hanging = TimeSpan.FromSeconds(seconds);
        var outcome = _town.Do(Anna, Hi, caller);
        _town.Hanging = TimeSpan.Zero;
        return outcome;
    }

    private static RequestOrigin After(RequestOrigin caller, double seconds) => caller.At(caller.Arrived + TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(13, 4)]
    [InlineData(13, 12)]
    [InlineData(40, 39)]
    public void A_request_that_arrives_while_an_equal_one_hangs_in_the_store_is_not_executed_again(int hanging, int after)
    {
        var caller = _town.Caller();
        var first = Send(caller, hanging);
        var second = Send(After(caller, after), 0);
        Assert.Equal((first.Answer, true), (second.Answer, second.IsRepetition));
        Assert.Single(_town.Fetch(Anna));
    }

    [Fact]
    public void So_is_one_that_another_request_stands_before()
    {
        var caller = _town.Caller();
        Send(caller, 13);
        _town.Do(Anna, new Operation.ListFriends(false), _town.Caller().At(caller.Arrived + TimeSpan.FromSeconds(3)));
        Assert.True(Send(After(caller, 4), 0).IsRepetition);
        Assert.Single(_town.Fetch(Anna));
    }

    [Fact]
    public void One_that_arrives_after_the_answer_and_after_10_seconds_is_executed()
    {
        var caller = _town.Caller();
        Send(caller, 13);
        Assert.False(Send(After(caller, 13.1), 0).IsRepetition);
        Assert.Equal(2, _town.Fetch(Anna).Length);
    }

    [Fact]
    public void One_whose_turn_comes_late_is_measured_by_its_arrival()
    {
        var caller = _town.Caller();
        Send(caller, 1);
        _town.Pass(TimeSpan.FromSeconds(60));
        Assert.True(Send(After(caller, 10), 0).IsRepetition);
        Assert.Single(_town.Fetch(Anna));
    }

    [Fact]
    public void A_session_with_one_seq_for_ever_gets_no_replay_of_a_request_in_flight_either()
    {
        var town = new Town();
        town.Add(Anna);
        var caller = town.Caller();
        town.Login(Anna, true, new("md5", false, caller), default);
        town.Hanging = TimeSpan.FromSeconds(13);
        foreach (var after in (int[])[0, 4])
            Assert.False(town.Do(Anna, Hi, After(caller, after)).IsRepetition);
        Assert.Equal(2, town.Fetch(Anna).Length);
    }

    [Fact]
    public void While_a_penalty_holds_an_answer_back_the_request_is_in_flight()
    {
        var town = new Town(new AccountRules { Penalty = TimeSpan.FromSeconds(20) });
        town.Add(Anna);
        town.Login(Anna);
        var caller = town.Caller();
        Assert.Equal(TimeSpan.FromSeconds(20), town.Do(Anna, new Operation.AnswerOutOfRange(), caller).Delay);
        town.Pass(TimeSpan.FromSeconds(15));
        Assert.True(town.Do(Anna, new Operation.AnswerOutOfRange(), After(caller, 15)).IsRepetition);
    }

    [Fact]
    public void Of_many_requests_in_flight_each_is_known_again()
    {
        var callers = Enumerable.Range(0, 20).Select(_ => _town.Caller()).ToList();
        foreach (var caller in callers)
            Send(caller, 1);
        foreach (var caller in callers)
            Assert.True(Send(After(caller, 0.5), 0).IsRepetition);
    }

    [Fact]
    public void A_request_of_a_door_that_knows_no_repetition_is_executed_each_time_and_repeats_nothing()
    {
        var caller = _town.Caller();
        Send(caller, 0);
        for (var round = 0; round < 2; round++)
            Assert.False(_town.Do(Anna, Hi, caller with { Repetition = null }).IsRepetition);
        Assert.False(Send(After(caller, 1), 0).IsRepetition);
        Assert.Equal(4, _town.Fetch(Anna).Length);
    }
}
