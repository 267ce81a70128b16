using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tqq.Client.Tests.Serving;
using Tqq.Protocol.Grammar;

namespace Tqq.Client.Hosting.Tests;

/// <summary>Hosts with several accounts, and bots without a server.</summary>
public sealed class SeveralClientsTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static HostApplicationBuilder Builder(ScriptedSignIn signIn)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<ITqqSignIn>(signIn);
        return builder;
    }

    [Fact]
    public async Task A_bot_is_tested_without_a_server()
    {
        var signIn = new ScriptedSignIn { [10001] = [new Incoming.Message(10002, "hi")] };
        var builder = Builder(signIn);
        builder.Services.AddTqqClient(options => options.Uin = 10001);
        using var host = builder.Build();
        host.MapBot(message => message.ReplyAsync($"You said: {message.Text}"));
        await host.StartAsync(Now);
        Assert.Equal((10001u, 10002u, "You said: hi"), await signIn.NextSentAsync(Now));
        await host.StopAsync(Now);
    }

    [Fact]
    public async Task An_announcement_is_nothing_that_a_bot_answers()
    {
        var signIn = new ScriptedSignIn { [10001] = [new Incoming.Notice(10000, "soon"), new Incoming.Message(10002, "hi")] };
        var builder = Builder(signIn);
        builder.Services.AddTqqClient(options => options.Uin = 10001).AddTqqBot<Echo>();
        using var host = builder.Build();
        host.MapBot(message => message.ReplyAsync(message.Text));
        await host.StartAsync(Now);
        foreach (var _ in (int[])[1, 2])
            Assert.Equal((10001u, 10002u, "hi"), await signIn.NextSentAsync(Now));
        await host.StopAsync(Now);
    }

    [Fact]
    public async Task Two_accounts_in_one_host_each_have_their_client_and_their_bots()
    {
        var signIn = new ScriptedSignIn { [10001] = [new Incoming.Message(20001, "one")], [10002] = [new Incoming.Message(20002, "two")] };
        var builder = Builder(signIn);
        builder.Services.AddTqqClient("anna", options => options.Uin = 10001).AddTqqClient("bao", options => options.Uin = 10002)
            .AddTqqBot<Echo>("bao");
        using var host = builder.Build();
        host.MapBot("anna", message => message.ReplyAsync($"anna heard {message.Text}"));
        await host.StartAsync(Now);
        (uint, uint, string)[] sent = [await signIn.NextSentAsync(Now), await signIn.NextSentAsync(Now)];
        Assert.Equal([(10001u, 20001u, "anna heard one"), (10002u, 20002u, "two")], sent.Order());
        Assert.Equal(10002u, (await host.Services.GetRequiredKeyedService<TqqConnection>("bao").GetAsync(Now)).Uin);
        await host.StopAsync(Now);
    }

    [Fact]
    public void A_second_client_is_not_ignored_silently()
    {
        var services = new ServiceCollection().AddTqqClient(_ => { }).AddTqqClient("bao", _ => { });
        Assert.Contains("give each of several clients a name",
            Assert.Throws<InvalidOperationException>(() => services.AddTqqClient(_ => { })).Message, StringComparison.Ordinal);
        Assert.Contains("'bao' already", Assert.Throws<InvalidOperationException>(() => services.AddTqqClient("bao", _ => { })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_bot_for_a_client_that_is_not_there_is_refused()
    {
        var builder = Builder([]);
        builder.Services.AddTqqClient("anna", options => options.Uin = 10001);
        using var host = builder.Build();
        Assert.Contains("'bao'", Assert.Throws<InvalidOperationException>(() => host.MapBot("bao", _ => Task.CompletedTask)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_for_which_there_is_no_place_when_the_host_stops_is_not_settled()
    {
        var items = Enumerable.Range(0, 300).Select(number => (Incoming)new Incoming.Message(20000 + (uint)number, "hi"))
            .ToImmutableArray();
        var signIn = new ScriptedSignIn { [10001] = items };
        var builder = Builder(signIn);
        builder.Services.AddTqqClient(options => options.Uin = 10001);
        var (begun, allBegun, gate) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        using var host = builder.Build();
        host.MapBot(_ =>
        {
            if (Interlocked.Increment(ref begun) == 256)
                allBegun.SetResult();
            return gate.Task;
        });
        await host.StartAsync(Now);
        await allBegun.Task.WaitAsync(Now);
        var stopping = host.StopAsync(Now);
        await signIn.HasEnded.Task.WaitAsync(Now);
        gate.SetResult();
        await stopping;
        Assert.Equal(256, signIn.Settled.Count);
        Assert.Equal(items.Take(256).ToHashSet(), signIn.Settled.ToHashSet());
    }

    [Fact]
    public async Task A_bot_is_tested_with_a_client_that_refuses()
    {
        var signIn = new ScriptedSignIn { [10001] = [new Incoming.Message(10002, "hi")], Refuses = new DeniedException(Command.CltMsg) };
        var builder = Builder(signIn);
        builder.Services.AddTqqClient(options => options.Uin = 10001);
        builder.Services.AddSingleton<TimeProvider>(new HurriedTime(TimeSpan.FromSeconds(25)));
        using var host = builder.Build();
        var failed = new TaskCompletionSource<Exception>();
        host.MapBot(
            message => message.ReplyAsync("hi"),
            failure =>
            {
                failed.SetResult(failure.Error);
                return Task.CompletedTask;
            });
        await host.StartAsync(Now);
        Assert.IsType<DeniedException>(await failed.Task.WaitAsync(Now));
        await host.StopAsync(Now);
    }

    private sealed class Echo : TqqBot
    {
        public override Task OnMessageAsync(BotMessage message) => message.ReplyAsync(message.Text);
    }
}
