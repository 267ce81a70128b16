using Tqq.Cli.Addresses;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;

namespace Tqq.Cli.Tests.Addresses;

public sealed class ReachingTests
{
    [Fact]
    public void Why_an_answer_is_no_reply_is_said_in_Chinese_too() => Assert.All(
        Enum.GetValues<ParseFailure>().Select(ReplyFailureInWords.Of).Append("its body is sent in chunks").Append("it is too long"),
        english => Assert.NotEqual(english, Reaching.OtherHttpInChinese(english)));
}
