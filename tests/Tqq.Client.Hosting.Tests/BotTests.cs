using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tqq.Client.Tests.Serving;

namespace Tqq.Client.Hosting.Tests;

/// <summary>Bots in a host, before a server that hands out what the test says.</summary>
public sealed class BotTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static StubServer Handing(string fields, Func<StubRequest, StubReply?>? odd = null)
    {
        var polls = 0;
        return new(request =>
            odd?.Invoke(request) ?? (request.Command == "GETMSGEX" && Interlocked.Increment(ref polls) == 1
            ? StubReply.To(request, 0, fields) : StubReply.Friendly(request)));
    }

    private static HostApplicationBuilder Builder(StubServer server)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(new HurriedTime(TimeSpan.FromSeconds(25)));
        builder.Services.AddTqqClient(options =>
        {
            (options.Uin, options.Password, options.Server) = (10001, Guest.Password, server.Uri);
            options.SignOutTimeout = options.ConnectTimeout = options.FirstByteTimeout = TimeSpan.FromMinutes(1);
        });
        return builder;
    }

    [Fact]
    public async Task A_function_answers_messages_and_the_host_signs_out_at_its_end()
    {
        await using var server = Handing("&MN=2&MT=99,9,&UN=7,10002,&MG=10,hi ,");
        var answered = new TaskCompletionSource();
        using (var host = Builder(server).Build())
        {
            host.MapBot(async message =>
            {
                await message.ReplyAsync($"You said: {message.Text}");
                answered.SetResult();
            });
            await host.StartAsync(Now);
            await answered.Task.WaitAsync(Now);
            await host.StopAsync(Now);
        }

        Assert.Contains(server.Requests, request =>
            request is { Command: "CLTMSG" } && request["UN"] == "10002" && request["MG"] == "You%20said:%20hi");
        Assert.Equal("LOGOUT", server.Requests.Last().Command);
    }

    [Fact]
    public async Task A_class_gets_a_scope_for_each_item_and_goes_on_after_an_error()
    {
        await using var server = Handing("&MN=5&MT=9,9,2,3,9,&UN=1,1,2,3,1,&MG=a ,throw ,please,,b ,");
        var diary = new Diary();
        var builder = Builder(server);
        builder.Services.AddSingleton(diary).AddScoped<Page>().AddTqqBot<Diarist>();
        using var host = builder.Build();
        await host.StartAsync(Now);
        await diary.IsFull.Task.WaitAsync(Now);
        await host.StopAsync(Now);
        Assert.Equal(["Accepted 3", "a", "b", "please"], diary.Entries.Select(entry => entry.Text).Order(StringComparer.Ordinal));
        Assert.Equal(4, diary.Entries.Select(entry => entry.Page).Distinct().Count());
    }

    [Fact]
    public async Task What_has_begun_is_finished_when_the_host_stops()
    {
        await using var server = Handing("&MN=1&MT=9,&UN=10002,&MG=hi ,");
        var (begun, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var host = Builder(server).Build();
        host.MapBot(async message =>
        {
            begun.SetResult();
            await gate.Task;
            await message.ReplyAsync("done");
        });
        await host.StartAsync(Now);
        await begun.Task.WaitAsync(Now);
        var stopping = host.StopAsync(Now);
        gate.SetResult();
        await stopping;
        Assert.Equal(1, server.Count("CLTMSG"));
    }

    [Fact]
    public async Task A_server_that_makes_no_sense_for_a_while_is_signed_in_at_again()
    {
        var (logins, done) = (0, new TaskCompletionSource());
        await using var server = Handing("&MN=1&MT=9,&UN=10002,&MG=hi ,", request =>
            request.Command == "LOGIN" && Interlocked.Increment(ref logins) <= 3 ? StubReply.Body("what?") : null);
        using var host = Builder(server).Build();
        host.MapBot(_ =>
        {
            done.SetResult();
            return Task.CompletedTask;
        });
        await host.StartAsync(Now);
        await done.Task.WaitAsync(Now);
        await host.StopAsync(Now);
        Assert.Equal(4, logins);
    }

    [Fact]
    public async Task A_wrong_password_stops_the_host()
    {
        await using var server = Handing("", request => request.Command == "LOGIN" ? StubReply.To(request, 0, "&RS=1&RA=no") : null);
        using var host = Builder(server).Build();
        host.MapBot(_ => Task.CompletedTask);
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await host.StartAsync(Now);
            await host.WaitForShutdownAsync(Now);
            await host.Services.GetServices<IHostedService>().OfType<BackgroundService>().Single().ExecuteTask!;
        });
    }

    [Fact]
    public async Task An_account_that_is_refused_ends_the_process_with_exit_code_1()
    {
        await using var server = Handing("", request => request.Command == "LOGIN" ? StubReply.To(request, 0, "&RS=1&RA=no") : null);
        using var host = Builder(server).Build();
        host.MapBot(_ => Task.CompletedTask);
        try
        {
            Environment.ExitCode = 0;
            await host.RunAsync(Now);
            Assert.Equal(1, Environment.ExitCode);
        }
        finally
        {
            Environment.ExitCode = 0;
        }
    }

    [Fact]
    public async Task A_login_elsewhere_stops_the_host()
    {
        await using var server = Handing("", request => request.Command == "GETMSGEX" ? StubReply.To(request, 20, "&LA=192.0.2.7") : null);
        using var host = Builder(server).Build();
        host.MapBot(_ => Task.CompletedTask);
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await host.StartAsync(Now);
            await host.WaitForShutdownAsync(Now);
            await host.Services.GetServices<IHostedService>().OfType<BackgroundService>().Single().ExecuteTask!;
        });
        Assert.Equal(1, server.Count("LOGIN"));
    }

    [Fact]
    public async Task A_host_without_a_bot_fetches_nothing_and_has_a_client()
    {
        await using var server = Handing("");
        using var host = Builder(server).Build();
        await host.StartAsync(Now);
        var client = await host.Services.GetRequiredService<TqqConnection>().GetAsync(Now);
        Assert.Same(client, await host.Services.GetRequiredService<TqqConnection>().GetAsync(Now));
        Assert.Equal(0, await client.CountFriendsAsync(Now));
        await host.StopAsync(Now);
        Assert.Equal(0, server.Count("GETMSGEX"));
    }

    private sealed class Diary
    {
        public ConcurrentBag<(string Text, Page Page)> Entries { get; } = [];

        public TaskCompletionSource IsFull { get; } = new();

        public Task Note(string text, Page page)
        {
            Entries.Add((text, page));
            if (Entries.Count == 4)
                IsFull.SetResult();
            return Task.CompletedTask;
        }
    }

    private sealed class Page;

    private sealed class Diarist(Diary diary, Page page) : TqqBot
    {
        public override Task OnMessageAsync(BotMessage message) =>
            message.Text == "throw" ? throw new InvalidOperationException("as the test wants it") : diary.Note(message.Text, page);

        public override Task OnFriendRequestAsync(ITqqClient client, Incoming.FriendRequest request, CancellationToken cancellationToken) =>
            diary.Note(request.Words, page);

        public override Task OnOtherAsync(ITqqClient client, Incoming item, CancellationToken cancellationToken) =>
            diary.Note($"{item.GetType().Name} {item.From}", page);
    }
}
