using Tqq.Load.Driving;

namespace Tqq.Load.Tests;

/// <summary>Whether a run was good.</summary>
public sealed class LoadReportTests
{
    [Theory]
    [InlineData(nameof(RequestOutcome.NoReply))]
    [InlineData(nameof(RequestOutcome.Garbled))]
    [InlineData(nameof(RequestOutcome.NoConnection))]
    [InlineData(nameof(RequestOutcome.Broken))]
    [InlineData(nameof(RequestOutcome.TimedOut))]
    public void A_run_fails_when_requests_stay_unanswered(string outcome)
    {
        var report = SomeReport.With(Enum.Parse<RequestOutcome>(outcome), 341);
        Assert.Equal((false, 341), (report.IsGood, report.Unanswered));
    }

    [Fact]
    public void A_run_fails_when_arrivals_never_went_out() => Assert.False(SomeReport.With(RequestOutcome.Refused, 1, notSent: 1).IsGood);

    [Fact]
    public void A_refusal_is_an_answer() => Assert.True(SomeReport.With(RequestOutcome.Refused, 341).IsGood);
}
