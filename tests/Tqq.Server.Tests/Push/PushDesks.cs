using System.Collections.Concurrent;
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

/// <summary>
/// What tests of the desk that tells browsers begin with: Anna, who has subscriptions, and a push service of their own.
/// </summary>
public abstract class PushDesks : IDisposable, IDevicePush
{
    private protected static readonly Uin Anna = new(10001);
    private protected static readonly Uin Bao = new(10002);
    private protected static readonly Uin Chen = new(10003);

    private readonly PushReceiver _browser = new();
    private readonly PushService _service;
    private readonly PushDesk _desk;
    private readonly DateTimeOffset _begin;
    private bool _isPageOpen;

    private protected FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

    private protected StubPushService Stub { get; }

    private protected FigureList Figures { get; } = new();

    /// <summary>The numbers of the messages that were looked at.</summary>
    private protected ConcurrentQueue<long> Looked { get; } = new();

    /// <summary>The first subscription that was dropped.</summary>
    private protected TaskCompletionSource<string?> Unsubscribed { get; } = new();

    /// <summary>The numbers of the messages that were read before anybody was told.</summary>
    private protected HashSet<long> HasRead { get; } = [];

    /// <summary>How many subscriptions Anna has.</summary>
    private protected int Targets { get; set; } = 1;

    protected PushDesks()
    {
        var options = new PushOptions();
        var key = new PushKey(new MemoryKey());
        _begin = Time.GetUtcNow();
        Stub = new(Time);
        _service = new(Stub, key, options, Time);
        _desk = new(new(), this, _service, key, options, Time, new(Figures), NullLogger<PushDesk>.Instance);
    }

    public void Dispose()
    {
        _desk.Dispose();
        _service.Dispose();
        Stub.Dispose();
        _browser.Dispose();
        Figures.Dispose();
        GC.SuppressFinalize(this);
    }

    ValueTask<PushLook?> IDevicePush.LookAsync(PushNote note, CancellationToken cancellationToken)
    {
        // Whoever sees that it was looked at may change what is seen next.
        var isPageOpen = Volatile.Read(ref _isPageOpen);
        Looked.Enqueue(note.Number);
        return new(HasRead.Contains(note.Number) ? null : new PushLook(isPageOpen,
            new(note.Number, LogKind.Text, note.Peer, $"text {note.Number}", _begin),
            [.. Enumerable.Range(1, Targets).Select(at => (at, Target(at)))], "n"));
    }

    ValueTask<bool> IDevicePush.UnsubscribeAsync(Uin uin, int device, string? endpoint, CancellationToken cancellationToken)
    {
        Unsubscribed.TrySetResult($"{uin} {device} {endpoint}");
        return new(true);
    }

    ValueTask<Outcome> IDevicePush.SubscribeAsync(Uin uin, int device, PushTarget target, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    private PushTarget Target(int at) =>
        new($"https://push{at}.example.net/x", _browser.Key, _browser.Auth, PushWords.Text, _begin);

    private protected void OpenPage(bool isOpen) => Volatile.Write(ref _isPageOpen, isOpen);

    private protected void Take(PushNote note) => _desk.Take(note);

    private protected void Come(long number, Uin? from = null) => Take(new(Anna, number, from ?? Bao, MessageKind.Text));

    // Nothing but this time passes: a push comes no earlier than was waited for.
    private protected async Task<(string Text, string Host, TimeSpan At)> NextAsync()
    {
        var next = Stub.NextAsync().AsTask();
        while (!next.IsCompleted)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var sent = await next;
        var payload = System.Text.Json.JsonDocument.Parse(_browser.Open(sent.Body)).RootElement;
        return (payload.GetProperty("text").GetString()!, sent.Address.Host, sent.At - _begin);
    }
}
