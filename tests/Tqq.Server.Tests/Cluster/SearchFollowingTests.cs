using System.Threading.Channels;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Tqq.Server.Cluster;
using Tqq.Server.Storage;
using Tqq.Server.Tests.Storage;

namespace Tqq.Server.Tests.Cluster;

/// <summary>How the index is made to follow the logs, and what is said of it.</summary>
public sealed class SearchFollowingTests
{
    private static readonly TimeSpan s_turn = TimeSpan.FromSeconds(2);

    private readonly FakeLogger<SearchFollowing> _log = new();
    private readonly WatchedTime _time = new();

    private string[] Said => [.. _log.Collector.GetSnapshot().Select(line => line.Message)];

    private async Task RunAsync(Func<SteppedStore, Task> run)
    {
        await using var store = new SteppedStore();
        using var following = new SearchFollowing(store, _time, _log);
        await following.StartAsync(TestContext.Current.CancellationToken);
        await _time.HasTimer;
        await run(store);
        store.EndAll();
        await following.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task A_turn_ends_when_all_is_done_or_enough_so_that_the_server_does_its_work_meanwhile() => RunAsync(async store =>
    {
        _time.Advance(s_turn);
        for (var steps = 0; steps < 19; steps++)
            await store.NextAsync(new(1000, HasMore: true, Left: 50_000, null));
        await store.NextAsync(new(1000, HasMore: true, Left: 40_000, null));
        _time.Advance(s_turn);
        await store.NextAsync(new(300, HasMore: false, Left: 0, null));
        _time.Advance(s_turn);
        await store.NextAsync(default);
        Assert.Equal(["logs are indexed for search: at most 50000 items are left", "all logs are indexed for search"], Said);
    });

    [Fact]
    public Task That_the_index_is_made_anew_is_said_with_its_cause() => RunAsync(async store =>
    {
        _time.Advance(s_turn);
        await store.NextAsync(new(10, HasMore: false, Left: 0, "tqq.db-search: page 7 is damaged"));
        _time.Advance(s_turn);
        await store.NextAsync(default);
        Assert.Equal(
            ["tqq.db-search: page 7 is damaged: the index for search is made anew of the logs; searches take longer until then"], Said);
    });

    [Fact]
    public Task What_fails_is_said_once_and_tried_again_after_a_minute() => RunAsync(async store =>
    {
        for (var failures = 0; failures < 2; failures++)
        {
            _time.Advance(s_turn);
            await store.FailAsync(new IOException("no room"));
            // Nobody asks again within the minute; a question would be taken for the next one.
            for (var turns = 0; turns < 29; turns++)
                _time.Advance(s_turn);
        }

        _time.Advance(s_turn);
        await store.NextAsync(default);
        _time.Advance(s_turn);
        await store.FailAsync(new IOException("no room again"));
        _time.Advance(TimeSpan.FromMinutes(2));
        await store.NextAsync(default);
        Assert.Equal(["no room", "no room again"], Said.Select(line => line.Split(':')[0]));
    });

    /// <summary>Says when somebody waits for it: time that passed before would not count.</summary>
    private sealed class WatchedTime : FakeTimeProvider
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

    /// <summary>Makes a step when the test says so.</summary>
    private sealed class SteppedStore : MemoryStore, IStore
    {
        private readonly Channel<TaskCompletionSource<SearchStep>> _steps = Channel.CreateUnbounded<TaskCompletionSource<SearchStep>>();

        Task<SearchStep> IStore.FollowLogsAsync(int most)
        {
            // What comes behind a step runs where it is ended, and before the test goes on.
            var end = new TaskCompletionSource<SearchStep>();
            return _steps.Writer.TryWrite(end) ? end.Task : Task.FromResult(default(SearchStep));
        }

        /// <summary>Ends the step that may have been asked for since the last one, and whatever is asked for.</summary>
        public void EndAll()
        {
            _steps.Writer.Complete();
            while (_steps.Reader.TryRead(out var step))
                step.SetResult(default);
        }

        public Task NextAsync(SearchStep step) => EndAsync(end => end.SetResult(step));

        public Task FailAsync(Exception failure) => EndAsync(end => end.SetException(failure));

        // On a thread of the pool: on the test's own, what comes behind would be put off.
        private async Task EndAsync(Action<TaskCompletionSource<SearchStep>> end)
        {
            var step = await _steps.Reader.ReadAsync(TestContext.Current.CancellationToken);
            await Task.Run(() => end(step));
        }
    }
}
