using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Tqq.Client.Tests.Serving;

namespace Tqq.Client.Hosting.Tests;

/// <summary>What a bot has handled is acknowledged; everything else comes again.</summary>
public sealed class HandledOrAgainTests
{
    private readonly FakeLogCollector _log = new();

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private HostApplicationBuilder Builder(params (string Name, StubServer Server)[] accounts)
    {
        var builder = BotHosts.Builder(accounts);
        builder.Logging.AddProvider(new FakeLoggerProvider(_log));
        return builder;
    }

    private string Logged(LogLevel level) =>
        string.Join('\n', _log.GetSnapshot().Where(line => line.Level == level).Select(line => line.Message));

    [Fact]
    public async Task A_handler_that_fails_three_times_is_logged_and_its_item_is_offered_to_OnFailed_and_settled()
    {
        var mailbox = new CountingMailbox();
        mailbox.Write("poison", "food");
        await using var server = new StubServer(mailbox.Answer);
        var (tries, failures, done) = (0, new ConcurrentQueue<BotFailure>(), new TaskCompletionSource());
        using (var host = Builder(("bot", server)).Build())
        {
            host.MapBot(
                "bot",
                message =>
                {
                    if (message.Text == "poison")
                        throw new FormatException($"{++tries}");
                    done.SetResult();
                    return Task.CompletedTask;
                },
                failure =>
                {
                    failures.Enqueue(failure);
                    throw new InvalidOperationException("as the test wants it");
                });
            await host.StartAsync(Now);
            await done.Task.WaitAsync(Now);
            await host.StopAsync(Now);
        }

        var failure = Assert.Single(failures);
        Assert.Equal((3, new Incoming.Message(7, "poison"), "3"), (tries, failure.Item, failure.Error.Message));
        Assert.Empty(mailbox.Waiting);
        Assert.Equal(
            "a handler failed on Message from 7 3 times; the item is given up and does not come again\nOnFailed failed on Message from 7",
            Logged(LogLevel.Error));
        Assert.Contains("it is tried again in 00:00:05", Logged(LogLevel.Warning), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_class_is_offered_what_it_could_not_handle_and_only_the_handler_that_failed_is_tried_again()
    {
        var mailbox = new CountingMailbox();
        mailbox.Write("a");
        await using var server = new StubServer(mailbox.Answer);
        var (log, others) = (new FailingBot.Log(), 0);
        var builder = Builder(("bot", server));
        builder.Services.AddSingleton(log).AddTqqBot<FailingBot>("bot");
        using var host = builder.Build();
        host.MapBot("bot", _ =>
        {
            Interlocked.Increment(ref others);
            log.IsDone.TrySetResult();
            return Task.CompletedTask;
        });
        await host.StartAsync(Now);
        await log.IsDone.Task.WaitAsync(Now);
        await host.StopAsync(Now);
        Assert.Equal(["tried", "tried", "tried", "failed on a"], log.Entries);
        Assert.Equal(1, others);
    }

    [Fact]
    public async Task A_host_that_runs_out_of_time_leaves_what_was_not_handled_to_the_server_and_says_so()
    {
        var mailbox = new CountingMailbox();
        mailbox.Write("a", "b", "c");
        await using var server = new StubServer(mailbox.Answer);
        var inHand = new TaskCompletionSource();
        using (var host = Builder(("bot", server)).Build())
        {
            host.MapBot("bot", message =>
            {
                if (message.Text == "a")
                    return Task.CompletedTask;
                inHand.SetResult();
                return Task.Delay(Timeout.Infinite, message.CancellationToken);
            });
            await host.StartAsync(Now);
            await inHand.Task.WaitAsync(Now);
            await host.StopAsync(new CancellationToken(true));
        }

        Assert.Equal("LOGOUT", server.Requests.Last().Command);
        Assert.Equal(["b", "c"], mailbox.Waiting);
        Assert.Equal("the bot of 10001 stops before it has handled 2 items; they are not acknowledged, and the server hands them out again",
            Logged(LogLevel.Warning));
    }

    [Fact]
    public async Task Two_accounts_in_one_host_settle_each_for_itself()
    {
        var (slow, fast) = (new CountingMailbox(), new CountingMailbox());
        slow.Write("a", "b");
        fast.Write("a", "b", "c");
        await using StubServer slowServer = new(slow.Answer), fastServer = new(fast.Answer);
        var (done, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        using (var host = Builder(("slow", slowServer), ("fast", fastServer)).Build())
        {
            host.MapBot("slow", _ => gate.Task);
            host.MapBot("fast", message =>
            {
                if (message.Text == "c")
                    done.SetResult();
                return Task.CompletedTask;
            });
            await host.StartAsync(Now);
            await done.Task.WaitAsync(Now);
            Assert.DoesNotContain("b", fast.Waiting);
            await host.StopAsync(new CancellationToken(true));
        }

        gate.SetResult();
        Assert.Equal(["a", "b"], slow.Waiting);
    }

    [Fact]
    public async Task An_item_in_hand_is_not_handled_twice_when_the_server_is_lost_and_found_again()
    {
        var (mailbox, isLost, handled) = (new CountingMailbox(), false, new ConcurrentQueue<string>());
        mailbox.Write("in hand");
        var (inHand, next, gate) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = new StubServer(request =>
        {
            if (!isLost || request.Command != "GETMSGEX")
                return mailbox.Answer(request);
            isLost = false;
            return StubReply.Body("what?");
        });
        using (var host = Builder(("bot", server)).Build())
        {
            host.MapBot("bot", message =>
            {
                handled.Enqueue(message.Text);
                (message.Text == "next" ? next : inHand).SetResult();
                return gate.Task;
            });
            await host.StartAsync(Now);
            await inHand.Task.WaitAsync(Now);
            isLost = true;
            while (isLost)
                await Task.Yield();
            mailbox.Write(9, "next");
            await next.Task.WaitAsync(Now);
            gate.SetResult();
            await host.StopAsync(Now);
        }

        Assert.Equal(["in hand", "next"], handled);
        Assert.Empty(mailbox.Waiting);
        Assert.Equal(1, server.Count("LOGIN"));
    }

    private sealed class FailingBot(FailingBot.Log log) : TqqBot
    {
        public override Task OnMessageAsync(BotMessage message)
        {
            log.Entries.Enqueue("tried");
            throw new FormatException();
        }

        public override Task OnFailedAsync(BotFailure failure)
        {
            log.Entries.Enqueue($"failed on {((Incoming.Message)failure.Item).Text}");
            return Task.CompletedTask;
        }

        public sealed class Log
        {
            public ConcurrentQueue<string> Entries { get; } = [];

            public TaskCompletionSource IsDone { get; } = new();
        }
    }
}
