using System.Net;
using System.Net.Http.Headers;
using Tqq.Server.Push;

namespace Tqq.Server.Tests.Push;

/// <summary>What is done about push services that are busy, fail, say nothing, or take no more for a subscription.</summary>
public sealed class PushFailureTests : PushDesks
{
    [Fact]
    public async Task A_service_that_is_busy_is_asked_again_when_it_says_and_only_for_whom_it_has_not_taken_it()
    {
        Targets = 3;
        var busy = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        busy.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromMinutes(7));
        Stub.AnswerAt("push2.example.net", Task.FromResult(busy));
        Come(1);
        for (var at = 1; at < 3; at++)
            await NextAsync();
        var (third, again) = (await NextAsync(), await NextAsync());
        Assert.Equal("push2.example.net", again.Host);
        Assert.InRange(again.At - third.At, TimeSpan.FromMinutes(7), TimeSpan.MaxValue);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_holds_up_no_other_of_the_same_account()
    {
        Targets = 3;
        var silence = new TaskCompletionSource<HttpResponseMessage>();
        Stub.AnswerAt("push1.example.net", silence.Task);
        Come(1);
        string[] hosts = [(await NextAsync()).Host, (await NextAsync()).Host, (await NextAsync()).Host];
        Assert.Equal(["push1.example.net", "push2.example.net", "push3.example.net"], hosts.Order());
        silence.SetResult(new(HttpStatusCode.Created));
    }

    [Fact]
    public async Task A_service_that_fails_is_tried_four_times_and_no_more()
    {
        for (var at = 0; at < 4; at++)
            Stub.Answer(HttpStatusCode.InternalServerError);
        Come(1);
        for (var at = 0; at < 4; at++)
            Assert.Equal("text 1", (await NextAsync()).Text);
        Come(2, Chen);
        Assert.Equal("text 2", (await NextAsync()).Text);
    }

    [Fact]
    public async Task What_is_newer_takes_the_place_of_what_is_to_be_tried_again()
    {
        Stub.Answer(HttpStatusCode.ServiceUnavailable, new RetryConditionHeaderValue(TimeSpan.FromMinutes(30)));
        Come(1);
        await NextAsync();
        Come(2);
        Assert.Equal("text 2", (await NextAsync()).Text);
        Come(3, Chen);
        Assert.Equal("text 3", (await NextAsync()).Text);
    }

    [Theory]
    [InlineData(HttpStatusCode.Gone)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task A_subscription_that_is_gone_is_dropped(HttpStatusCode status)
    {
        Stub.Answer(status);
        Come(1);
        await NextAsync();
        Assert.Equal("10001 1 https://push1.example.net/x", await Unsubscribed.Task.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task A_subscription_that_is_refused_for_days_is_dropped_and_one_that_was_taken_meanwhile_is_not(HttpStatusCode status)
    {
        var number = 0;
        await RefusedAsync(PushRefusals.Fewest - 1);
        Time.Advance(PushRefusals.Patience);
        await TellAsync(HttpStatusCode.Created);
        await RefusedAsync(PushRefusals.Fewest);
        Assert.False(Unsubscribed.Task.IsCompleted);
        Time.Advance(PushRefusals.Patience);
        await RefusedAsync(1);
        Assert.Equal("10001 1 https://push1.example.net/x", await Unsubscribed.Task.WaitAsync(TestContext.Current.CancellationToken));

        async Task RefusedAsync(int times)
        {
            for (var at = 0; at < times; at++)
                await TellAsync(status);
        }

        async Task TellAsync(HttpStatusCode answer)
        {
            Stub.Answer(answer);
            Come(++number);
            await NextAsync();
        }
    }

    [Fact]
    public async Task A_subscription_that_is_refused_seldom_is_kept_however_long()
    {
        for (var at = 1; at < PushRefusals.Fewest; at++)
        {
            Stub.Answer(HttpStatusCode.Forbidden);
            Come(at);
            await NextAsync();
            Time.Advance(PushRefusals.Patience);
        }

        Assert.False(Unsubscribed.Task.IsCompleted);
    }
}
