using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Tqq.Client.Tests.Serving;

namespace Tqq.Client.Hosting.Tests;

/// <summary>A bot that is killed gets again what it had in hand, and nothing that it had handled before.</summary>
public sealed class OneInHandTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_item_is_acknowledged_before_the_next_one_of_its_sender_begins()
    {
        var mailbox = new CountingMailbox();
        mailbox.Write("a", "b", "c");
        await using var server = new StubServer(mailbox.Answer);
        ConcurrentQueue<string> seen = [];
        var done = new TaskCompletionSource();
        using var host = BotHosts.Builder(("bot", server)).Build();
        host.MapBot("bot", message =>
        {
            seen.Enqueue($"{message.Text} of {string.Join(' ', mailbox.Waiting)}");
            if (message.Text == "c")
                done.SetResult();
            return Task.CompletedTask;
        });
        await host.StartAsync(Now);
        await done.Task.WaitAsync(Now);
        await host.StopAsync(Now);
        Assert.Equal(["a of a b c", "b of b c", "c of c"], seen);
    }

    [Fact]
    public async Task That_is_so_however_many_items_there_are()
    {
        const int Many = 120;
        var mailbox = new CountingMailbox();
        mailbox.Write([.. Enumerable.Range(0, Many).Select(number => $"{number}")]);
        await using var server = new StubServer(mailbox.Answer);
        ConcurrentQueue<int> waiting = [];
        var done = new TaskCompletionSource();
        using var host = BotHosts.Builder(("bot", server)).Build();
        host.MapBot("bot", _ =>
        {
            waiting.Enqueue(mailbox.Waiting.Length);
            if (waiting.Count == Many)
                done.SetResult();
            return Task.CompletedTask;
        });
        await host.StartAsync(Now);
        await done.Task.WaitAsync(Now);
        await host.StopAsync(Now);
        Assert.Equal(Enumerable.Range(0, Many).Select(handled => Many - handled), waiting);
    }

    [Fact]
    public async Task A_bot_that_prefers_speed_handles_on_while_it_may_not_acknowledge()
    {
        const int Many = 80;
        var mailbox = new CountingMailbox();
        mailbox.Write([.. Enumerable.Range(0, Many).Select(number => $"{number}")]);
        await using var server = new StubServer(mailbox.Answer);
        var (handled, done) = (0, new TaskCompletionSource());
        var builder = BotHosts.Builder(("bot", server));
        // The clock stands still: more than 50 acknowledgements are not allowed.
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider()).Configure<BotOptions>("bot", options =>
            options.AwaitAcknowledgement = false);
        using var host = builder.Build();
        host.MapBot("bot", _ =>
        {
            if (++handled == Many)
                done.SetResult();
            return Task.CompletedTask;
        });
        await host.StartAsync(Now);
        await done.Task.WaitAsync(Now);
        await host.StopAsync(Now);
        // All were handled; how many acknowledgements were asked for meanwhile is chance.
        Assert.InRange(server.Count("LIST"), 1, 50);
    }

    [Fact]
    public async Task A_handler_that_outlives_its_host_ends_without_a_failure()
    {
        var mailbox = new CountingMailbox();
        mailbox.Write("a", "b");
        await using var server = new StubServer(mailbox.Answer);
        var (handled, inHand, gate) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        Task running;
        using (var host = BotHosts.Builder(("bot", server)).Build())
        {
            host.MapBot("bot", _ =>
            {
                handled++;
                inHand.SetResult();
                return gate.Task;
            });
            await host.StartAsync(Now);
            await inHand.Task.WaitAsync(Now);
            running = host.Services.GetServices<IHostedService>().OfType<BackgroundService>().Single().ExecuteTask!;
            await host.StopAsync(new CancellationToken(true));
        }

        gate.SetResult();
        await running.WaitAsync(Now);
        Assert.Equal(1, handled);
        Assert.Equal(["a", "b"], mailbox.Waiting);
    }
}
