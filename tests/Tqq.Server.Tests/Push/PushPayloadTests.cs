using System.Text;
using System.Text.Json;
using Tqq.Core;
using Tqq.Core.Devices;
using Tqq.Core.Log;
using Tqq.Server.Messaging;
using Tqq.Server.Push;

namespace Tqq.Server.Tests.Push;

/// <summary>A push says no more than its owner wants, and is not long.</summary>
public sealed class PushPayloadTests
{
    private static readonly Uin Bao = new(10002);

    private static PushLook Look(string text, LogKind kind = LogKind.Text, Uin? peer = null) =>
        new(false, new(7, kind, peer ?? Bao, text, DateTimeOffset.UnixEpoch), [], "包 <b>", 27);

    [Fact]
    public void It_says_that_there_is_a_message_or_of_whom_or_what()
    {
        Assert.Equal("""{"kind":"message"}""", PushPayload.Of(Look("secret 你好"), PushWords.Message).TrimEnd());
        Assert.Equal("""{"kind":"message","peer":10002,"nick":"包 <b>","avatar":27}""",
            PushPayload.Of(Look("secret"), PushWords.Sender).TrimEnd());
        Assert.Equal("""{"kind":"message","peer":10002,"nick":"包 <b>","avatar":27,"text":"\"你好\"\n"}""",
            PushPayload.Of(Look("\"你好\"\n"), PushWords.Text).TrimEnd());
    }

    [Theory]
    [InlineData(LogKind.FriendRequest, "request")]
    [InlineData(LogKind.RequestAccepted, "accepted")]
    [InlineData(LogKind.RequestRefused, "refused")]
    public void It_says_what_a_request_is(LogKind kind, string word) =>
        Assert.Equal($$"""{"kind":"{{word}}"}""", PushPayload.Of(Look("", kind), PushWords.Message).TrimEnd());

    [Fact]
    public void A_word_of_the_server_is_an_announcement() =>
        Assert.StartsWith("""{"kind":"announcement","peer":10000,""", PushPayload.Of(Look("x", peer: Uin.System), PushWords.Sender),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("x", 10_000)]
    [InlineData("好", 10_000)]
    [InlineData("😀", 10_000)]
    [InlineData("\u0001", 10_000)]
    [InlineData("\"", 10_000)]
    [InlineData("x", 1)]
    [InlineData("x", 500)]
    public void Its_length_says_little_of_the_text_and_a_push_service_takes_it(string character, int count)
    {
        var payload = PushPayload.Of(Look(string.Concat(Enumerable.Repeat(character, count))), PushWords.Text);
        Assert.True(Encoding.UTF8.GetByteCount(payload) is 1024 or 2048 or 3072);
        var said = JsonDocument.Parse(payload).RootElement;
        Assert.Equal(count > 500, said.TryGetProperty("cut", out _));
        Assert.InRange(said.GetProperty("text").GetString()!.EnumerateRunes().Count(), Math.Min(count, 125), 500);
    }
}
