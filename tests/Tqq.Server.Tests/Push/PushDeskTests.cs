using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tqq.Core;
using Tqq.Core.Devices;
using Tqq.Core.Log;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Server.Messaging;
using Tqq.Server.Metrics;
using Tqq.Server.Push;

namespace Tqq.Server.Tests.Push;

/// <summary>When browsers are told of what came in, how often it is tried, and when not any more.</summary>
public sealed class PushDeskTests : IDisposable, IDevicePush
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);
    private static readonly Uin Chen = new(10003);

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly StubPushService _stub;
    private readonly PushReceiver _browser = new();
    private readonly FigureList _figures = new();
    private readonly PushService _service;
    private readonly PushDesk _desk;
    private readonly ConcurrentQueue<long> _looked = new();
    private readonly TaskCompletionSource<string?> _unsubscribed = new();
    private readonly HashSet<long> _read = [];
    private readonly DateTimeOffset _begin;
    private bool _isPageOpen;
    private int _targets = 1;

    public PushDeskTests()
    {
        var options = new PushOptions();
        var key = new PushKey(new MemoryKey());
        _begin = _time.GetUtcNow();
        _stub = new(_time);
        _service = new(_stub, key, options, _time);
        _desk = new(new(), this, _service, key, options, _time, new(_figures), NullLogger<PushDesk>.Instance);
    }

    public void Dispose()
    {
        _desk.Dispose();
        _service.Dispose();
        _stub.Dispose();
        _browser.Dispose();
        _figures.Dispose();
    }

    ValueTask<PushLook?> IDevicePush.LookAsync(PushNote note, CancellationToken cancellationToken)
    {
        // Whoever sees that it was looked at may change what is seen next.
        var isPageOpen = Volatile.Read(ref _isPageOpen);
        _looked.Enqueue(note.Number);
        return new(_read.Contains(note.Number) ? null : new PushLook(isPageOpen,
            new(note.Number, LogKind.Text, note.Peer, $"text {note.Number}", _begin),
            [.. Enumerable.Range(1, _targets).Select(at => (at, Target(at)))], "n"));
    }

    ValueTask<bool> IDevicePush.UnsubscribeAsync(Uin uin, int device, string? endpoint, CancellationToken cancellationToken)
    {
        _unsubscribed.TrySetResult($"{uin} {device} {endpoint}");
        return new(true);
    }

    ValueTask<Outcome> IDevicePush.SubscribeAsync(Uin uin, int device, PushTarget target, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    private PushTarget Target(int at) =>
        new($"https://push{at}.example.net/x", _browser.Key, _browser.Auth, PushWords.Text, _begin);

    private void Come(long number, Uin? from = null) => _desk.Take(new(Anna, number, from ?? Bao, MessageKind.Text));

    // Nothing but this time passes: a push comes no earlier than was waited for.
    private async Task<(string Text, string Host, TimeSpan At)> NextAsync()
    {
        var next = _stub.NextAsync().AsTask();
        while (!next.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var sent = await next;
        var payload = System.Text.Json.JsonDocument.Parse(_browser.Open(sent.Body)).RootElement;
        return (payload.GetProperty("text").GetString()!, sent.Address.Host, sent.At - _begin);
    }

    [Fact]
    public async Task A_browser_is_told_after_a_little_while_of_the_newest_of_each_conversation()
    {
        Come(1);
        Come(2);
        Come(3, Chen);
        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Empty(_looked);
        var (first, second) = (await NextAsync(), await NextAsync());
        Assert.Equal(["text 2", "text 3"], new[] { first.Text, second.Text }.Order());
        Assert.Equal([2, 3], _looked.Order());
    }

    [Fact]
    public async Task What_was_read_meanwhile_is_not_told()
    {
        _read.Add(1);
        Come(1);
        Come(2, Chen);
        Assert.Equal("text 2", (await NextAsync()).Text);
        Come(3);
        Assert.Equal("text 3", (await NextAsync()).Text);
        Assert.False(_stub.HasMore);
        Assert.Contains(1, _looked);
    }

    [Fact]
    public async Task A_page_that_is_open_learns_of_it_itself_and_one_that_has_gone_without_a_word_is_told_a_minute_later()
    {
        Volatile.Write(ref _isPageOpen, true);
        Come(1);
        while (_looked.IsEmpty)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Volatile.Write(ref _isPageOpen, false);
        var (text, _, at) = await NextAsync();
        Assert.Equal("text 1", text);
        Assert.InRange(at, TimeSpan.FromSeconds(65), TimeSpan.MaxValue);
    }

    [Fact]
    public async Task A_service_that_is_busy_is_asked_again_when_it_says_and_only_for_whom_it_has_not_taken_it()
    {
        _targets = 3;
        var busy = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        busy.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromMinutes(7));
        _stub.AnswerAt("push2.example.net", Task.FromResult(busy));
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
        _targets = 3;
        var silence = new TaskCompletionSource<HttpResponseMessage>();
        _stub.AnswerAt("push1.example.net", silence.Task);
        Come(1);
        string[] hosts = [(await NextAsync()).Host, (await NextAsync()).Host, (await NextAsync()).Host];
        Assert.Equal(["push1.example.net", "push2.example.net", "push3.example.net"], hosts.Order());
        silence.SetResult(new(HttpStatusCode.Created));
    }

    [Fact]
    public async Task A_service_that_fails_is_tried_four_times_and_no_more()
    {
        for (var at = 0; at < 4; at++)
            _stub.Answer(HttpStatusCode.InternalServerError);
        Come(1);
        for (var at = 0; at < 4; at++)
            Assert.Equal("text 1", (await NextAsync()).Text);
        Come(2, Chen);
        Assert.Equal("text 2", (await NextAsync()).Text);
    }

    [Fact]
    public async Task What_is_newer_takes_the_place_of_what_is_to_be_tried_again()
    {
        _stub.Answer(HttpStatusCode.ServiceUnavailable, new RetryConditionHeaderValue(TimeSpan.FromMinutes(30)));
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
        _stub.Answer(status);
        Come(1);
        await NextAsync();
        Assert.Equal("10001 1 https://push1.example.net/x", await _unsubscribed.Task.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task A_subscription_that_is_refused_for_days_is_dropped_and_one_that_was_taken_meanwhile_is_not(HttpStatusCode status)
    {
        var number = 0;
        await RefusedAsync(PushRefusals.Fewest - 1);
        _time.Advance(PushRefusals.Patience);
        await TellAsync(HttpStatusCode.Created);
        await RefusedAsync(PushRefusals.Fewest);
        Assert.False(_unsubscribed.Task.IsCompleted);
        _time.Advance(PushRefusals.Patience);
        await RefusedAsync(1);
        Assert.Equal("10001 1 https://push1.example.net/x", await _unsubscribed.Task.WaitAsync(TestContext.Current.CancellationToken));

        async Task RefusedAsync(int times)
        {
            for (var at = 0; at < times; at++)
                await TellAsync(status);
        }

        async Task TellAsync(HttpStatusCode answer)
        {
            _stub.Answer(answer);
            Come(++number);
            await NextAsync();
        }
    }

    [Fact]
    public async Task A_subscription_that_is_refused_seldom_is_kept_however_long()
    {
        for (var at = 1; at < PushRefusals.Fewest; at++)
        {
            _stub.Answer(HttpStatusCode.Forbidden);
            Come(at);
            await NextAsync();
            _time.Advance(PushRefusals.Patience);
        }

        Assert.False(_unsubscribed.Task.IsCompleted);
    }

    [Fact]
    public async Task What_became_of_each_is_counted()
    {
        _targets = 3;
        _stub.AnswerAt("push2.example.net", Task.FromResult<HttpResponseMessage>(new(HttpStatusCode.Forbidden)));
        _stub.AnswerAt("push3.example.net", Task.FromResult<HttpResponseMessage>(new(HttpStatusCode.Gone)));
        Come(1);
        for (var at = 0; at < 3; at++)
            await NextAsync();
        await _unsubscribed.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((1, 1, 1), (Count("sent"), Count("failed"), Count("gone")));

        double Count(string result) => _figures.Value("tqq_pushes_total", result);
    }

    [Fact]
    public async Task Beyond_what_may_wait_nobody_is_told()
    {
        for (uint at = 0; at < 10_050; at++)
            _desk.Take(new(new(20_000 + at), 1, Bao, MessageKind.Text));
        _read.Add(1);
        Assert.Empty(_looked);
        while (_looked.Count < 10_000)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(10_000, _looked.Count);
    }
}
