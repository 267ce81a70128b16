using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tqq.Server.Cluster;
using Tqq.Server.Storage;
using Tqq.Server.Tests.Storage;

namespace Tqq.Server.Tests.Cluster;

/// <summary>How the sweeper goes through the store.</summary>
public sealed class HistorySweeperTests
{
    private static readonly DateTimeOffset s_now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly WatchedTime _time = new();

    [Fact]
    public async Task It_goes_on_where_it_was_and_begins_anew_each_day()
    {
        await using var store = new SteppedStore();
        using var sweeper = new HistorySweeper(store, store, null!, new() { History = TimeSpan.FromDays(30) }, new(_time, _time), _time,
            NullLogger<HistorySweeper>.Instance);
        await sweeper.StartAsync(TestContext.Current.CancellationToken);
        await _time.HasTimer;
        var minute = TimeSpan.FromMinutes(1);

        _time.Advance(minute);
        Assert.Equal((s_now + minute - TimeSpan.FromDays(30), 0), await store.NextStepAsync(next: 501));
        Assert.Equal(501, (await store.NextStepAsync(next: null)).From);

        _time.Advance(minute);
        Assert.Equal(501, (await store.NextStepAsync(next: 777)).From);
        Assert.Equal(777, (await store.NextStepAsync(next: null)).From);

        var minutes = 1;
        for (var from = 777L; from != 0; minutes++)
        {
            _time.Advance(minute);
            from = (await store.NextStepAsync(next: null)).From;
        }

        Assert.Equal(TimeSpan.FromDays(1), minutes * minute);
        await sweeper.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Keys_of_texts_are_swept_when_they_are_25_hours_old()
    {
        await using var store = new SteppedStore();
        using var sweeper = new HistorySweeper(store, store, null!, new(), new(_time, _time), _time,
            NullLogger<HistorySweeper>.Instance);
        await sweeper.StartAsync(TestContext.Current.CancellationToken);
        await _time.HasTimer;
        _time.Advance(TimeSpan.FromMinutes(1));
        await store.NextStepAsync(next: null);
        var before = s_now + TimeSpan.FromMinutes(1) - TimeSpan.FromHours(25);
        Assert.Equal([(before, 0L), (before, 501L)], store.KeySweeps);
        await sweeper.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_administrators_did_stands_for_a_year()
    {
        await using var store = new SteppedStore();
        using var sweeper = new HistorySweeper(store, store, null!, new(), new(_time, _time), _time,
            NullLogger<HistorySweeper>.Instance);
        await sweeper.StartAsync(TestContext.Current.CancellationToken);
        await _time.HasTimer;
        _time.Advance(TimeSpan.FromMinutes(1));
        await store.NextStepAsync(next: null);
        Assert.Equal(s_now + TimeSpan.FromMinutes(1) - TimeSpan.FromDays(365), await store.AuditSweep);
        await sweeper.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Says when somebody waits for it: time that passed before would not count.</summary>
    private sealed class WatchedTime() : FakeTimeProvider(s_now)
    {
        private readonly TaskCompletionSource _hasTimer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task HasTimer => _hasTimer.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _hasTimer.TrySetResult();
            return timer;
        }
    }

    /// <summary>Its sweep makes a step when the test says so.</summary>
    private sealed class SteppedStore : MemoryStore, IStore, IAuditStore
    {
        private readonly TaskCompletionSource<DateTimeOffset> _auditSweep = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Before when lines of the audit log were swept first.</summary>
        public Task<DateTimeOffset> AuditSweep => _auditSweep.Task;

        Task<int> IAuditStore.SweepAuditAsync(DateTimeOffset before, int most)
        {
            _auditSweep.TrySetResult(before);
            return Task.FromResult(0);
        }

        private readonly Channel<(DateTimeOffset Before, long From, TaskCompletionSource<Swept> End)> _steps =
            Channel.CreateUnbounded<(DateTimeOffset, long, TaskCompletionSource<Swept>)>();

        Task<Swept> IStore.SweepMessagesAsync(DateTimeOffset before, long from, int most)
        {
            var end = new TaskCompletionSource<Swept>(TaskCreationOptions.RunContinuationsAsynchronously);
            _steps.Writer.TryWrite((before, from, end));
            return end.Task;
        }

        public ConcurrentQueue<(DateTimeOffset Before, long From)> KeySweeps { get; } = [];

        Task<Swept> IStore.SweepTextKeysAsync(DateTimeOffset before, long from, int most)
        {
            KeySweeps.Enqueue((before, from));
            return Task.FromResult(new Swept(0, from == 0 ? 501 : null));
        }

        public async Task<(DateTimeOffset Before, long From)> NextStepAsync(long? next)
        {
            var (before, from, end) = await _steps.Reader.ReadAsync(TestContext.Current.CancellationToken);
            end.SetResult(new(0, next));
            return (before, from);
        }
    }
}
