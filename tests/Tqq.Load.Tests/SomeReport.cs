using Tqq.Load.Driving;
using Tqq.Load.Planning;

namespace Tqq.Load.Tests;

/// <summary>Reports of a run of polls.</summary>
internal static class SomeReport
{
    /// <summary>Of 259 polls that were done, and others with another outcome.</summary>
    public static LoadReport With(RequestOutcome outcome, long count, long notSent = 0)
    {
        Assert.True(Mix.TryParse("poll=1", out var mix));
        var latency = new Percentiles(259, 1, 1, 1, 1, 1);
        return new()
        {
            Plan = new()
            {
                Server = new("h"), KeepsAlive = true, Rate = 60, Mix = mix, Duration = TimeSpan.FromSeconds(10), WarmUp = TimeSpan.Zero,
                    InFlight = 1, Timeout = TimeSpan.FromSeconds(1), Drain = TimeSpan.Zero,
                Size = 32, From = [], IsLoggedIn = false,
            },
            Accounts = 2, Begun = DateTimeOffset.UnixEpoch, Measured = TimeSpan.FromSeconds(10), Messages = new(0, 0, 0, 0, 0, 0, 0, 0),
                NotSent = notSent, Reconnects = 0, GeneratorCores = 0,
            Tally = new([new(LoadOperation.Poll, latency, new Dictionary<RequestOutcome,
                long> { [RequestOutcome.Done] = 259, [outcome] = count })], latency, 0),
        };
    }
}
