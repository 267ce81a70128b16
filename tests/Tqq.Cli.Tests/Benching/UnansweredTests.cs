using Tqq.Cli.Benching.Driving;
using Tqq.Cli.Benching.Planning;
using Tqq.Cli.Benching.Reporting;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Tests.Benching;

/// <summary>Whether a run was good.</summary>
public sealed class UnansweredTests
{
    private static BenchReport Report(RequestOutcome outcome, long count, long notSent = 0)
    {
        Assert.True(Mix.TryParse("poll=1", out var mix));
        var latency = new Percentiles(259, 1, 1, 1, 1, 1);
        return new()
        {
            Plan = new()
            {
                Server = new("h"), KeepsAlive = true, Rate = 60, Mix = mix, Duration = TimeSpan.FromSeconds(10), WarmUp = TimeSpan.Zero, InFlight = 1, Timeout = TimeSpan.FromSeconds(1), Drain = TimeSpan.Zero,
                Size = 32, From = [], IsLoggedIn = false,
            },
            Accounts = 2, Begun = DateTimeOffset.UnixEpoch, Measured = TimeSpan.FromSeconds(10), Messages = new(0, 0, 0, 0, 0, 0, 0, 0), NotSent = notSent, Reconnects = 0, GeneratorCores = 0,
            Tally = new([new(BenchOperation.Poll, latency, new Dictionary<RequestOutcome, long> { [RequestOutcome.Done] = 259, [outcome] = count })], latency, 0),
        };
    }

    [Theory]
    [InlineData(nameof(RequestOutcome.NoReply))]
    [InlineData(nameof(RequestOutcome.Garbled))]
    [InlineData(nameof(RequestOutcome.NoConnection))]
    [InlineData(nameof(RequestOutcome.Broken))]
    [InlineData(nameof(RequestOutcome.TimedOut))]
    public void A_bench_fails_when_requests_stay_unanswered_and_says_how_many(string outcome)
    {
        var report = Report(Enum.Parse<RequestOutcome>(outcome), 341);
        Assert.False(report.IsGood);
        var error = new StringWriter();
        BenchWords.Show(report, new TerminalOutput(TextWriter.Null, error, TextReader.Null) { IsTerminal = false });
        Assert.Contains("341 of 600 requests got no answer", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bench_fails_when_arrivals_never_went_out() => Assert.False(Report(RequestOutcome.Refused, 1, notSent: 1).IsGood);

    [Fact]
    public void A_refusal_is_an_answer() => Assert.True(Report(RequestOutcome.Refused, 341).IsGood);
}
