using System.Net;
using Tqq.Core.Mail;

namespace Tqq.Server.Tests.Push;

/// <summary>When browsers are told of what came in, and when not any more.</summary>
public sealed class PushDeskTests : PushDesks
{
    [Fact]
    public async Task A_browser_is_told_after_a_little_while_of_the_newest_of_each_conversation()
    {
        Come(1);
        Come(2);
        Come(3, Chen);
        Time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Empty(Looked);
        var (first, second) = (await NextAsync(), await NextAsync());
        Assert.Equal(["text 2", "text 3"], new[] { first.Text, second.Text }.Order());
        Assert.Equal([2, 3], Looked.Order());
    }

    [Fact]
    public async Task What_was_read_meanwhile_is_not_told()
    {
        HasRead.Add(1);
        Come(1);
        Come(2, Chen);
        Assert.Equal("text 2", (await NextAsync()).Text);
        Come(3);
        Assert.Equal("text 3", (await NextAsync()).Text);
        Assert.False(Stub.HasMore);
        Assert.Contains(1, Looked);
    }

    [Fact]
    public async Task A_page_that_is_open_learns_of_it_itself_and_one_that_has_gone_without_a_word_is_told_a_minute_later()
    {
        OpenPage(true);
        Come(1);
        while (Looked.IsEmpty)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        OpenPage(false);
        var (text, _, at) = await NextAsync();
        Assert.Equal("text 1", text);
        Assert.InRange(at, TimeSpan.FromSeconds(65), TimeSpan.MaxValue);
    }

    [Fact]
    public async Task What_became_of_each_is_counted()
    {
        Targets = 3;
        Stub.AnswerAt("push2.example.net", Task.FromResult<HttpResponseMessage>(new(HttpStatusCode.Forbidden)));
        Stub.AnswerAt("push3.example.net", Task.FromResult<HttpResponseMessage>(new(HttpStatusCode.Gone)));
        Come(1);
        for (var at = 0; at < 3; at++)
            await NextAsync();
        await Unsubscribed.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((1, 1, 1), (Count("sent"), Count("failed"), Count("gone")));

        double Count(string result) => Figures.Value("tqq_pushes_total", result);
    }

    [Fact]
    public async Task Beyond_what_may_wait_nobody_is_told()
    {
        for (uint at = 0; at < 10_050; at++)
            Take(new(new(20_000 + at), 1, Bao, MessageKind.Text));
        HasRead.Add(1);
        Assert.Empty(Looked);
        while (Looked.Count < 10_000)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(10_000, Looked.Count);
    }
}
