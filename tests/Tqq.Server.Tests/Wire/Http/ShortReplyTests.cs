using System.Text;
using Tqq.Core.Commands;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Protocol.Segments;
using Tqq.Server.Wire.Commands;

namespace Tqq.Server.Tests.Wire.Http;

/// <summary>Heads without a request target get short replies (protocol.md §5.9).</summary>
public sealed class ShortReplyTests
{
    private const string Poll = "VER=1.1&CMD=GetMsgEx&SEQ=7&UIN=10001";

    private readonly ScriptedMessenger _messenger = new();

    private static Message Text(string text) => new(1, MessageKind.Text, new(10002), text, default);

    private async Task<string> PollAsync(string line, Answer answer, string ending)
    {
        _messenger.Answers = _ => answer;
        var client = new PipeClient(_messenger);
        await client.SendAsync($"{line}\r\nContent-Length: {Poll.Length}\r\n\r\n{Poll}");
        return await client.ReadUntilAsync(ending);
    }

    [Theory]
    [InlineData("POST HTTP/1.1", true)]
    [InlineData("POST  HTTP/1.1", true)]
    [InlineData("POST / HTTP/1.1", false)]
    [InlineData("POST http://x/ HTTP/1.1", false)]
    public async Task A_head_without_a_target_asks_for_a_short_reply(string line, bool isShort)
    {
        await PollAsync(line, Answer.HandedOut.None, "MG=");
        Assert.Equal(isShort, Assert.IsType<Operation.FetchMessages>(Assert.Single(_messenger.Asked)).IsShort);
    }

    [Fact]
    public async Task Only_the_pieces_that_were_handed_out_are_written()
    {
        var text = new string('A', 400) + new string('B', 400) + new string('C', 400) + "D";
        var (a, b, c) = (new string('A', 400), new string('B', 400), new string('C', 400));
        Assert.EndsWith($"&MN=2&MT=9,9,&UN=10002,10002,&MG={a},{b},",
            await PollAsync("POST HTTP/1.1", new Answer.HandedOut(1, [Text(text)], new(0, 2)), "B,"), StringComparison.Ordinal);
        Assert.EndsWith($"&MN=1&MT=9,&UN=10002,&MG={c},",
            await PollAsync("POST HTTP/1.1", new Answer.HandedOut(2, [Text(text)], new(2, 3)), "C,"), StringComparison.Ordinal);
        Assert.EndsWith("&MN=2&MT=9,9,&UN=10002,10002,&MG=D ,x ,",
            await PollAsync("POST HTTP/1.1", new Answer.HandedOut(3, [Text(text), Text("x")], new(3, 0)), "x ,"), StringComparison.Ordinal);
        Assert.EndsWith($"&MG=x ,{a},", await PollAsync("POST HTTP/1.1", new Answer.HandedOut(4, [Text("x"), Text(text)], new(0, 1)), "A,"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hi")]
    [InlineData("%%%%&&&&,,,,\u0001\r\n")]
    [InlineData("")]
    public void The_sizes_of_all_pieces_are_not_more_than_that_of_the_whole_and_not_less_than_what_is_written(string unit)
    {
        for (var count = 0; count < 300; count += 7)
        {
            var text = string.Concat(Enumerable.Repeat(unit, count));
            var pieces = HandoutReply.Limits.SizesOfPieces(Text(text));
            Assert.Equal(Segmenter.Cut(text).Count(), pieces.Count);
            Assert.True(pieces.Sum() <= HandoutReply.Limits.SizeOf(Text(text)));
            Assert.All(Segmenter.Cut(text).Zip(pieces), both =>
                Assert.True(Encoding.UTF8.GetByteCount(both.First) + "9,4294967295,,".Length <= both.Second));
        }
    }
}
