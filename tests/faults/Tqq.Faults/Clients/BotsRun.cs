using Tqq.EndToEnd.Tests.Running;

namespace Tqq.Faults.Clients;

/// <summary>
/// A bot of Tqq.Client.Hosting is killed in the middle of handling: each item is handled, and only what was in hand may be handled again.
/// </summary>
internal static class BotsRun
{
    private static readonly BotScene s_one = new("one sender, no wait", 1, 0);
    private static readonly BotScene s_several = new("three senders, up to 5 ms", 3, 5);
    private static readonly BotScene s_slow = new("one slow item, others behind it", 2, 5, HasSlow: true);

    public static async Task<bool> RunAsync(RunOptions options)
    {
        var kills = options.Rounds ?? 100;
        var random = new Random(options.Seed);
        using var directory = new TemporaryDirectory();
        await using var server = await RunningServer.StartAsync(directory.At("data"), "--rate-message", "off", "--rate-other", "off");
        var one = await s_one.RunAsync(server, directory, kills / 2, random);
        var several = await s_several.RunAsync(server, directory, kills - (kills / 2), random);
        var slow = await s_slow.RunAsync(server, directory, Math.Max(1, kills / 10), random);

        Section.Say(
            $"A bot in a process of its own notes the beginning and the end of each text that it handles. It gets SIGKILL after it has handled 3 to 79 of them, and is started again, while at least 95 texts wait: more than the 50 that it may acknowledge at once. Seed {options.Seed}.");
        Section.Say($"");
        Section.Table(
            ["handlers", "kills", "texts", "**lost**", "begun again: in hand, the last one of its sender",
                "begun again: handled behind one that was not", "**begun again: others**"],
            [Row(s_one, one), Row(s_several, several), Row(s_slow, slow)]);
        Section.Say(
            $"The server is told a count from the first item on. So what was handled behind an item that takes long comes again, as in the last row: there the first text is one whose handler never ends, and the other sender does not wait for it for longer than a second.");
        Section.Say($"");
        BotOutcome[] all = [one, several, slow];
        return Section.Verdict(
            all.All(outcome => outcome is { Left: 0, AgainOthers: 0 }) && one.AgainBehind == 0 && one.AgainInHand + several.AgainInHand > 0
                && slow.AgainBehind > 0,
            "each text handled, none but those in hand begun again, or those behind a slow one");
    }

    private static object[] Row(BotScene scene, BotOutcome outcome) =>
        [scene.Name, outcome.Kills, outcome.Sent, $"**{outcome.Left}**", outcome.AgainInHand, outcome.AgainBehind,
            $"**{outcome.AgainOthers}**"];
}
