namespace Tqq.Client.Hosting.Tests;

public sealed class DispatcherTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_sender_is_handled_in_order_and_another_is_not_kept_waiting()
    {
        using var dispatcher = new Dispatcher(10);
        var (gate, other, seen) = (new TaskCompletionSource(), new TaskCompletionSource(), new List<int>());
        await dispatcher.QueueAsync(1, () => gate.Task, Now);
        for (var number = 0; number < 5; number++)
        {
            var mine = number;
            await dispatcher.QueueAsync(1, () => Noting(seen, mine), Now);
        }

        await dispatcher.QueueAsync(2, () => Done(other), Now);
        await other.Task;
        Assert.Empty(seen);
        gate.SetResult();
        await dispatcher.FinishAsync();
        Assert.Equal([0, 1, 2, 3, 4], seen);
    }

    [Fact]
    public async Task When_all_places_are_taken_the_poll_loop_waits()
    {
        using var dispatcher = new Dispatcher(2);
        var gate = new TaskCompletionSource();
        await dispatcher.QueueAsync(1, () => gate.Task, Now);
        await dispatcher.QueueAsync(1, () => Task.CompletedTask, Now);
        var third = dispatcher.QueueAsync(2, () => Task.CompletedTask, Now);
        Assert.False(third.IsCompleted);
        gate.SetResult();
        await third;
        await dispatcher.FinishAsync();
    }

    private static Task Noting(List<int> seen, int number)
    {
        seen.Add(number);
        return Task.CompletedTask;
    }

    private static Task Done(TaskCompletionSource done)
    {
        done.SetResult();
        return Task.CompletedTask;
    }
}
