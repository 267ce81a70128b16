using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;

namespace Tqq.Protocol.Tests.Replies;

public sealed class ReplyFailureInWordsTests
{
    [Theory]
    [InlineData("", "it has no VER of 1.0, 1.1 or 1.2")]
    [InlineData("<html>", "it has no VER of 1.0, 1.1 or 1.2")]
    [InlineData("VER=1.1&CMD=Lost&SEQ=1&UIN=10001&RES=0", "its CMD is missing or no command of the protocol")]
    [InlineData("VER=1.1&CMD=LIST&UIN=10001&RES=0&FN=1", "its SEQ is missing or too long")]
    [InlineData("VER=1.1&CMD=LIST&SEQ=1&UIN=x&RES=0&FN=1", "its UIN is missing or no number")]
    [InlineData("VER=1.1&CMD=LIST&SEQ=1&UIN=10001&FN=1", "its RES is missing or unknown")]
    [InlineData("VER=1.1&CMD=LIST&SEQ=1&UIN=10001&RES=0", "a field of the answer is missing or no number")]
    public void What_is_no_reply_is_said_in_words(string body, string words)
    {
        Assert.False(ReplyParser.TryParse(System.Text.Encoding.ASCII.GetBytes(body), out _, out _, out var failure));
        Assert.Equal(words, ReplyFailureInWords.Of(failure));
    }

    [Fact]
    public void No_name_of_the_program_is_shown() =>
        Assert.All(Enum.GetValues<ParseFailure>(), failure =>
            Assert.DoesNotContain(failure.ToString(), ReplyFailureInWords.Of(failure), StringComparison.OrdinalIgnoreCase));
}
