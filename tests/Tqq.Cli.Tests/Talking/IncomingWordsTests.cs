using Tqq.Cli.Talking;
using Tqq.Client;

namespace Tqq.Cli.Tests.Talking;

/// <summary>What came, as lines for people.</summary>
public sealed class IncomingWordsTests
{
    private static readonly DateTimeOffset s_begun = new(new DateTime(2026, 11, 27, 23, 59, 58, DateTimeKind.Local));

    [Theory]
    [InlineData(0, "23:59:58 10002: hi")]
    [InlineData(1, "23:59:59 10002: hi")]
    [InlineData(4, "2026-11-28 00:00:02 10002: hi")]
    [InlineData(-86400, "2026-11-26 23:59:58 10002: hi")]
    public void A_time_of_another_day_than_that_on_which_the_command_began_has_a_date(int seconds, string expected) =>
        Assert.Equal([expected], IncomingWords.ToLines(new Incoming.Message(10002, "hi"), s_begun.AddSeconds(seconds), s_begun));

    [Fact]
    public void A_notice_of_the_server_reads_like_a_message_and_scripts_can_tell_it()
    {
        var notice = new Incoming.Notice(10000, "soon");
        Assert.Equal(["23:59:58 10000: soon"], IncomingWords.ToLines(notice, s_begun, s_begun));
        var json = IncomingWords.ToJson(notice, s_begun);
        Assert.Equal(("notice", 10000u, "soon"), (json.Type, json.From, json.Text));
    }

    [Fact]
    public void A_line_that_was_not_sent_is_marked_and_further_lines_are_indented() =>
        Assert.Equal(["23:59:58 10001: one", "    two  [not sent]"],
            IncomingWords.ToLines(new Incoming.Message(10001, "one\ntwo"), s_begun, s_begun, "not sent"));
}
