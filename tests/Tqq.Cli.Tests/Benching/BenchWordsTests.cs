using Tqq.Cli.Benching.Reporting;
using Tqq.Cli.Terminal;
using Tqq.Load.Driving;
using Tqq.Load.Tests;

namespace Tqq.Cli.Tests.Benching;

public sealed class BenchWordsTests
{
    [Fact]
    public void How_many_requests_stayed_unanswered_is_said()
    {
        var error = new StringWriter();
        BenchWords.Show(SomeReport.With(RequestOutcome.TimedOut, 341),
            new TerminalOutput(TextWriter.Null, error, TextReader.Null) { IsTerminal = false });
        Assert.Contains("341 of 600 requests got no answer", error.ToString(), StringComparison.Ordinal);
    }
}
