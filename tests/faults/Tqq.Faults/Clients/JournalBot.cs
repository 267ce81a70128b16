using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tqq.Client.Hosting;

namespace Tqq.Faults.Clients;

/// <summary>The bot that is killed: it notes what it handles, and takes its time.</summary>
internal static class JournalBot
{
    public static async Task<bool> RunAsync(string server, string uin, string password, string path)
    {
        var journal = new BotJournal(path);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddTqqClient(options => (options.Server, options.Uin, options.Password, options.PollInterval) =
            (new(server), uint.Parse(uin, CultureInfo.InvariantCulture), password, TimeSpan.FromMilliseconds(50)));
        var host = builder.Build();
        host.MapBot(async message =>
        {
            journal.Begin(message.Text);
            await Task.Delay(Random.Shared.Next(5, 16), message.CancellationToken);
            journal.End(message.Text);
        });
        await host.RunAsync();
        return true;
    }
}
