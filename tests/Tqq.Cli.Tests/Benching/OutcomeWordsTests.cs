using Tqq.Cli.Benching.Reporting;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Load.Driving;

namespace Tqq.Cli.Tests.Benching;

public sealed class OutcomeWordsTests
{
    [Theory]
    [InlineData("en", false, "no reply in time", "no reply in time")]
    [InlineData("zh", false, "超时没有应答", "no reply in time")]
    [InlineData("zh", true, "超时没有应答", "超时没有应答")]
    public void What_became_of_a_request_is_said_in_words_and_in_english_where_scripts_read_it(string language, bool isTerminal,
        string said, string inTable)
    {
        Localized.Choose(["--lang", language], _ => null);
        var console = new TerminalOutput(TextWriter.Null, TextWriter.Null, TextReader.Null) { IsTerminal = isTerminal };
        Assert.Equal((said, inTable), (OutcomeWords.Of(RequestOutcome.TimedOut), OutcomeWords.Of(RequestOutcome.TimedOut, console)));
    }

    [Fact]
    public void Every_outcome_has_words_of_its_own()
    {
        var words = Enum.GetValues<RequestOutcome>().Select(OutcomeWords.Of).ToList();
        Assert.Distinct(words);
        Assert.All(Enum.GetValues<RequestOutcome>().Zip(words), pair =>
            Assert.True(pair.First == RequestOutcome.Done || pair.First.ToString() != pair.Second));
    }
}
