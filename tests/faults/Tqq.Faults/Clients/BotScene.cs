using System.Diagnostics;
using System.Globalization;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.Faults.Clients;

/// <summary>What a bot is killed at.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Senders">How many send, in turn.</param>
/// <param name="Longest">For how many milliseconds a handler runs at most; 0 for no wait at all.</param>
/// <param name="HasSlow">Whether the first text is one whose handler never ends, and all others come from somebody else.</param>
internal sealed record BotScene(string Name, int Senders, int Longest, bool HasSlow = false)
{
    // More than a bot may acknowledge at once.
    private const int Backlog = 95;
    private const int MostHandled = 80;

    // A bot that handles nothing for so long has nothing left.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    public async Task<BotOutcome> RunAsync(RunningServer server, TemporaryDirectory directory, int kills, Random random)
    {
        var people = await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => server.AddOnlineAsync()));
        var bot = await server.AddPersonAsync();
        var (outcome, sent) = (new BotOutcome(), new List<string>());
        for (var run = 0; run <= kills; run++)
        {
            // Behind a slow one the server hands out at most 99.
            while (run < kills && sent.Count - (HasSlow ? 0 : outcome.Finished.Count) < Backlog)
                await SendAsync(people, bot, sent);
            var journal = new BotJournal(directory.At(string.Create(CultureInfo.InvariantCulture, $"{bot.Uin}.{run}")));
            using var process = Process.Start(new ProcessStartInfo(
                "dotnet", [typeof(BotScene).Assembly.Location, "bot", $"http://{server.Wire}/", $"{bot.Uin}", bot.Password, journal.Path,
                    $"{Longest}"]))!;
            var isCut = await journal.AwaitFinishedAsync(run < kills ? random.Next(3, MostHandled) : int.MaxValue, s_patience);
            process.Kill();
            await process.WaitForExitAsync();
            var (begun, finished) = journal.Read();
            outcome.Ran(begun, finished, sent, SenderOf, isCut);
            if (run % 10 == 0)
                Section.Progress($"bots, {Name}, run {run}: {outcome.Finished.Count} of {sent.Count} handled");
        }

        // That one never ends.
        outcome.Left = sent.Count(text => !outcome.Finished.Contains(text) && !text.EndsWith(JournalBot.Slow, StringComparison.Ordinal));
        outcome.Sent = sent.Count;
        return outcome;
    }

    private async Task SendAsync(Person[] people, Person bot, List<string> sent)
    {
        var isSlow = HasSlow && sent.Count == 0;
        var sender = HasSlow && !isSlow ? 1 : sent.Count % Senders;
        var text = string.Create(CultureInfo.InvariantCulture, $"{sender}.{sent.Count}{(isSlow ? JournalBot.Slow : "")}");
        await people[sender].AskAsync("CLTMSG", $"&UN={bot.Uin}&MG={text}");
        sent.Add(text);
    }

    private static string SenderOf(string text) => text[..text.IndexOf('.', StringComparison.Ordinal)];
}
