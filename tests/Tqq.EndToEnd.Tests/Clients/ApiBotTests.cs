using Microsoft.Extensions.Hosting;
using Tqq.Client;
using Tqq.Client.Hosting;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Clients;

/// <summary>A bot over the JSON API: the same handlers, another door.</summary>
public sealed class ApiBotTests(UnlimitedServer shared)
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private IHost Build(Person bot, string place, Func<BotMessage, Task> onMessage)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddTqqClient(options => (options.Uin, options.Password, options.Api, options.Positions) =
            (bot.Uin, bot.Password, shared.Server.Web, new FilePositions(place)));
        var host = builder.Build();
        host.MapBot(onMessage);
        return host;
    }

    private static async Task<string> FetchOneAsync(Person person)
    {
        string[] came;
        do
            came = await person.FetchAsync();
        while (came.Length == 0);
        return Assert.Single(came).TrimEnd();
    }

    [Fact]
    public async Task It_answers_what_comes_while_it_runs_and_what_came_while_it_was_away_once()
    {
        using var folder = new TemporaryDirectory();
        var (bot, person) = (await shared.Server.AddPersonAsync(), await shared.Server.AddOnlineAsync());
        var place = folder.At("place");
        await using (var first = await ApiMessenger.SignInAsync(new() { Uin = bot.Uin, Password = bot.Password, Api = shared.Server.Web,
            Positions = new FilePositions(place) }, Now))
            await first.BeginAsync(Now);
        for (var start = 0; start < 2; start++)
        {
            await person.AskAsync("CLTMSG", $"&UN={bot.Uin}&MG=away {start}");
            using var host = Build(bot, place, message => message.ReplyAsync($"You said: {message.Text}"));
            await host.StartAsync(Now);
            Assert.Equal($"9 {bot.Uin} You said: away {start}", await FetchOneAsync(person));
            await person.AskAsync("CLTMSG", $"&UN={bot.Uin}&MG=here {start}");
            Assert.Equal($"9 {bot.Uin} You said: here {start}", await FetchOneAsync(person));
            await host.StopAsync(Now);
        }

        Assert.Empty(await person.FetchAsync());
    }

    [Fact]
    public async Task What_it_has_not_handled_when_it_is_stopped_comes_again()
    {
        using var folder = new TemporaryDirectory();
        var (bot, person) = (await shared.Server.AddPersonAsync(), await shared.Server.AddOnlineAsync());
        var place = folder.At("place");
        await using (var first = await ApiMessenger.SignInAsync(new() { Uin = bot.Uin, Password = bot.Password, Api = shared.Server.Web,
            Positions = new FilePositions(place) }, Now))
            await first.BeginAsync(Now);
        foreach (var text in (string[])["1", "2", "3"])
            await person.AskAsync("CLTMSG", $"&UN={bot.Uin}&MG={text}");
        var reached = new TaskCompletionSource();
        using (var host = Build(bot, place, async message =>
        {
            if (message.Text != "2")
                return;
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, message.CancellationToken);
        }))
        {
            await host.StartAsync(Now);
            await reached.Task.WaitAsync(Now);
            await host.StopAsync(new CancellationToken(canceled: true));
        }

        using var again = Build(bot, place, message => message.ReplyAsync(message.Text));
        await again.StartAsync(Now);
        Assert.Equal($"9 {bot.Uin} 2", await FetchOneAsync(person));
        Assert.Equal($"9 {bot.Uin} 3", await FetchOneAsync(person));
        await again.StopAsync(Now);
    }
}
