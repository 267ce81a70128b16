using System.Diagnostics;
using System.Globalization;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.Faults.Clients;

/// <summary>A bot of Tqq.Client.Hosting is killed in the middle of handling: each item is handled, and only the one in hand may be handled again.</summary>
internal static class BotsRun
{
    private const int Backlog = 100;

    // A bot that handles nothing for so long has nothing left.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    public static async Task<bool> RunAsync(RunOptions options)
    {
        var kills = options.Rounds ?? 100;
        var random = new Random(options.Seed);
        using var directory = new TemporaryDirectory();
        await using var server = await RunningServer.StartAsync(directory.At("data"), "--rate-message", "off", "--rate-other", "off");
        var (sender, bot) = (await server.AddOnlineAsync(), await server.AddPersonAsync());
        var journal = new BotJournal(directory.At("journal"));
        var inHand = new HashSet<string>();
        var (sent, missing) = (0, 0);
        for (var kill = 0; kill <= kills; kill++)
        {
            while (kill < kills && sent - missing - journal.Read().Finished.Count < Backlog)
                await sender.AskAsync("CLTMSG", string.Create(CultureInfo.InvariantCulture, $"&UN={bot.Uin}&MG={sent++}"));
            var before = journal.Read().Lines;
            using var process = Process.Start(new ProcessStartInfo(
                "dotnet", [typeof(BotsRun).Assembly.Location, "bot", $"http://{server.Wire}/", $"{bot.Uin}", bot.Password, journal.Path]))!;
            var target = before + random.Next(3, 40);
            var isInHand = await journal.AwaitInHandAsync(kill < kills ? target : int.MaxValue, s_patience);
            process.Kill();
            await process.WaitForExitAsync();
            var (_, _, done, last) = journal.Read();
            if (isInHand)
                inHand.Add(last!);
            else
                missing = sent - done.Count;
            if (kill % 10 == 0)
                Section.Progress($"bots, kill {kill}: {journal.Read().Finished.Count} of {sent} handled");
        }

        var (_, begun, finished, _) = journal.Read();
        var again = begun.Where(item => item.Value > 1).Select(item => item.Key).ToList();
        var others = again.Where(item => !inHand.Contains(item)).ToList();
        Section.Say($"A bot in a process of its own handles texts of one sender, for 5 to 15 ms each, and notes the beginning and the end of each. {kills} times it gets SIGKILL in the middle of handling, after it has handled some, and is started again, while at least {Backlog} texts wait. Seed {options.Seed}.");
        Section.Say($"");
        Section.Table(
            ["kills", "texts", "handled", "**lost**", "begun again: in hand at a kill", "**begun again: others**"],
            [[kills, sent, finished.Count, $"**{sent - finished.Count}**", again.Count - others.Count, $"**{others.Count}**"]]);
        return Section.Verdict(finished.Count == sent && others.Count == 0 && inHand.Count > 0, "each text handled, none but the one in hand begun again");
    }
}
