using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tqq.Client.Hosting;

namespace Tqq.Faults.Clients;

/// <summary>The bot that is killed: it notes what it handles, and takes its time.</summary>
internal static class JournalBot
{
    /// <summary>A text that takes longer than the bot lives.</summary>
    public const string Slow = "slow";

    public static async Task<bool> RunAsync(string server, string uin, string password, string path, string longest)
    {
        var journal = new BotJournal(path);
        var milliseconds = int.Parse(longest, CultureInfo.InvariantCulture);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddTqqClient(options =>
            (options.Server, options.Uin, options.Password) = (new(server), uint.Parse(uin, CultureInfo.InvariantCulture), password));
        var host = builder.Build();
        host.MapBot(async message =>
        {
            journal.Begin(message.Text);
            if (message.Text.EndsWith(Slow, StringComparison.Ordinal))
                await Task.Delay(TimeSpan.FromMinutes(10), message.CancellationToken);
            else if (milliseconds > 0)
                await Task.Delay(Random.Shared.Next(milliseconds + 1), message.CancellationToken);
            journal.End(message.Text);
        });
        await host.RunAsync();
        return true;
    }
}
