using Tqq.Load.Planning;

namespace Tqq.Load.Tests.Planning;

public sealed class ScheduleTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(1)]
    [InlineData(7.5)]
    [InlineData(333)]
    [InlineData(12_345)]
    public void As_many_arrive_in_a_minute_as_the_rate_says(double rate)
    {
        var schedule = new Schedule(rate, 10, MixOf(Mix.Default));
        Assert.Equal(rate * 60, schedule.CountBefore(s_second * 60), tolerance: 1 + (rate / 1000));
    }

    [Fact]
    public void What_has_arrived_before_a_time_was_due_before_it_and_what_has_not_was_not()
    {
        var schedule = new Schedule(777, 10, MixOf(Mix.Default));
        for (var time = TimeSpan.Zero; time < s_second * 3; time += TimeSpan.FromMicroseconds(333))
        {
            var count = schedule.CountBefore(time);
            Assert.True(count == 0 || schedule.At(count - 1).Due < time.TotalMicroseconds);
            Assert.True(schedule.At(count).Due >= time.TotalMicroseconds);
        }
    }

    [Fact]
    public void Accounts_take_turns_and_never_send_to_themselves_but_to_all_others()
    {
        const int Accounts = 5;
        var schedule = new Schedule(100, Accounts, MixOf("send=1"));
        var seen = new HashSet<(int, int)>();
        for (var number = 0L; number < 1000; number++)
        {
            var arrival = schedule.At(number);
            Assert.Equal((number % Accounts, LoadOperation.Send), (arrival.Account, arrival.Operation));
            seen.Add((arrival.Account, schedule.ReceiverOf(arrival)));
        }

        Assert.Equal(Accounts * (Accounts - 1), seen.Count(pair => pair.Item1 != pair.Item2));
        Assert.DoesNotContain(seen, pair => pair.Item1 == pair.Item2);
    }

    [Fact]
    public void A_mix_is_kept_and_two_runs_are_alike()
    {
        var mix = MixOf("poll=90,send=9,presence=1");
        var picked = Enumerable.Range(0, 100_000).Select(number => mix.Pick(number)).ToList();
        foreach (var (operation, share) in new[] { (LoadOperation.Poll, 0.9), (LoadOperation.Send, 0.09), (LoadOperation.Presence, 0.01) })
        {
            Assert.Equal(share, mix.ShareOf(operation), tolerance: 1e-9);
            Assert.Equal(share, picked.Count(one => one == operation) / 100_000.0, tolerance: 0.005);
        }

        Assert.Equal(picked, Enumerable.Range(0, 100_000).Select(number => MixOf("PRESENCE=1, send=9, poll=90").Pick(number)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("poll")]
    [InlineData("poll=")]
    [InlineData("poll=-1")]
    [InlineData("poll=0,send=0")]
    [InlineData("poll=1,poll=2")]
    [InlineData("poll=1000001")]
    [InlineData("0=1")]
    [InlineData("login=1")]
    public void What_is_no_mix_is_refused(string text) => Assert.False(Mix.TryParse(text, out _));

    private static Mix MixOf(string text) => Mix.TryParse(text, out var mix) ? mix : throw new ArgumentException(text);
}
