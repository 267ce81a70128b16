using CsCheck;
using Tqq.Server.Cluster;

namespace Tqq.Server.Tests.Cluster;

/// <summary>Turns: one at a time, in the order of asking, and what awaits goes on in a later one.</summary>
public sealed class AccountSchedulerTests
{
    private readonly AccountScheduler _turns = new();
    private readonly List<string> _done = [];

    private Task<bool> Say(string word, Task? until = null) => _turns.RunAsync((word, until), async said =>
    {
        _done.Add(said.word);
        if (said.until is null)
            return true;
        await said.until;
        _done.Add(said.word + " again");
        return true;
    }).AsTask();

    [Fact]
    public async Task Where_nobody_has_the_turn_it_is_taken_at_once_on_the_same_thread()
    {
        var here = Environment.CurrentManagedThreadId;
        var there = _turns.RunAsync(0, _ => new ValueTask<int>(Environment.CurrentManagedThreadId)).AsTask();
        Assert.True(there.IsCompletedSuccessfully);
        Assert.Equal(here, await there);
        Assert.Null(SynchronizationContext.Current as AccountScheduler);
    }

    [Fact]
    public async Task Others_come_in_between_while_one_awaits_something()
    {
        var end = new TaskCompletionSource();
        var first = Say("first", end.Task);
        await Say("second");
        end.SetResult();
        await first;
        Assert.Equal(["first", "second", "first again"], _done);
    }

    [Fact]
    public async Task Who_asks_during_a_turn_waits_for_its_end()
    {
        Task<bool>? inner = null;
        await _turns.RunAsync(0, _ =>
        {
            inner = Say("second");
            Assert.False(inner.IsCompleted);
            _done.Add("first");
            return new ValueTask<bool>(true);
        });
        await inner!;
        Assert.Equal(["first", "second"], _done);
    }

    [Fact]
    public async Task Work_that_fails_fails_for_its_caller_alone()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _turns.RunAsync<int, int>(0, _ => throw new InvalidOperationException()).AsTask());
        Task<int>? waiting = null;
        await _turns.RunAsync(0, _ =>
        {
            waiting = _turns.RunAsync<int, int>(0, _ => throw new InvalidOperationException()).AsTask();
            return new ValueTask<bool>(true);
        });
        await Assert.ThrowsAsync<InvalidOperationException>(() => waiting!);
        await Say("still there");
        Assert.Equal(["still there"], _done);
    }

    [Fact]
    public async Task What_is_done_after_a_turn_is_done_on_the_same_thread_when_nobody_has_the_turn_any_more()
    {
        var other = new AccountScheduler();
        var here = Environment.CurrentManagedThreadId;
        await other.RunAsync(0, async _ =>
        {
            // A turn within a turn of another: both have to be over.
            await _turns.RunAsync(0, _ =>
            {
                SchedulerBatch.AfterTurn(() =>
                {
                    Assert.Equal(here, Environment.CurrentManagedThreadId);
                    Assert.Null(SynchronizationContext.Current as AccountScheduler);
                    other.RunAsync(0, _ =>
                    {
                        _done.Add("afterwards");
                        return new ValueTask<bool>(true);
                    }).AsTask().Wait(0, TestContext.Current.CancellationToken);
                });
                _done.Add("inner turn");
                return new ValueTask<bool>(true);
            });
            _done.Add("outer turn");
            return true;
        });
        Assert.Equal(["inner turn", "outer turn", "afterwards"], _done);
    }

    [Fact]
    public async Task Of_very_many_that_one_thread_has_go_on_each_has_its_turn()
    {
        var go = new TaskCompletionSource();
        var inside = new int[1000];
        var all = Enumerable.Range(0, inside.Length).Select(number => new AccountScheduler().RunAsync(number, async number =>
        {
            await go.Task;
            return ++inside[number];
        }).AsTask()).ToArray();
        go.SetResult();
        Assert.All(await Task.WhenAll(all), count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task Those_that_a_turn_has_go_on_do_so_on_its_thread_when_it_is_over()
    {
        var (first, others) = (new TaskCompletionSource(), new TaskCompletionSource());
        var (thread, isOver) = (0, false);
        // Few enough for one thread to have all of them in a row.
        var all = Enumerable.Range(0, 20).Select(_ => new AccountScheduler().RunAsync(0, async _ =>
        {
            await others.Task;
            Assert.True(isOver);
            return Environment.CurrentManagedThreadId;
        }).AsTask()).ToArray();
        var turn = _turns.RunAsync(0, async _ =>
        {
            await first.Task;
            thread = Environment.CurrentManagedThreadId;
            others.SetResult();
            isOver = true;
            return true;
        }).AsTask();
        first.SetResult();
        await turn;
        Assert.All(await Task.WhenAll(all), id => Assert.Equal(thread, id));
    }

    [Fact]
    public async Task Nobody_comes_in_from_outside_before_they_are_open_or_when_they_are_closed()
    {
        bool TryEnter() => _turns.TryRun(0, _ => new ValueTask<bool>(true), out _);
        Assert.False(TryEnter());
        _turns.Open();
        Assert.True(TryEnter());
        Assert.True(_turns.TryClose());
        Assert.False(TryEnter());
        await Say("from inside");
        Assert.Equal(["from inside"], _done);
        _turns.Open();
        Assert.False(TryEnter());
    }

    [Fact]
    public async Task They_are_not_closed_while_somebody_waits()
    {
        _turns.Open();
        Task<bool>? waiting = null;
        Assert.False(await _turns.RunAsync(0, _ =>
        {
            waiting = Say("waits");
            return new ValueTask<bool>(_turns.TryClose());
        }));
        await waiting!;
        Assert.True(_turns.TryClose());
    }

    [Fact]
    public Task Whatever_many_threads_ask_one_is_done_at_a_time_and_in_the_order_of_each() =>
        Gen.Int[1, 40].Array[1, 6].SampleAsync(async counts =>
    {
        var turns = new AccountScheduler();
        var inside = 0;
        var seen = counts.Select(_ => new List<int>()).ToArray();
        async Task AskAsync(int asker)
        {
            var all = Enumerable.Range(0, counts[asker]).Select(number => turns.RunAsync(number, async number =>
            {
                Assert.Equal(1, Interlocked.Increment(ref inside));
                seen[asker].Add(number);
                Interlocked.Decrement(ref inside);
                await Task.Yield();
                Assert.Equal(1, Interlocked.Increment(ref inside));
                Interlocked.Decrement(ref inside);
                return number;
            }).AsTask()).ToArray();
            Assert.Equal(Enumerable.Range(0, counts[asker]), await Task.WhenAll(all));
        }

        await Task.WhenAll(counts.Select((_, asker) => Task.Run(() => AskAsync(asker))));
        Assert.All(seen.Zip(counts), pair => Assert.Equal(Enumerable.Range(0, pair.Second), pair.First));
    }, iter: 100);
}
