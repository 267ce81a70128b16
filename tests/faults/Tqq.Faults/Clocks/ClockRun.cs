using Tqq.EndToEnd.Tests.Running;

namespace Tqq.Faults.Clocks;

/// <summary>The calendar jumps by an hour and by ten years, both ways and back, while the real program runs; then all of it again with a monotonic clock that jumps too.</summary>
internal static class ClockRun
{
    private static readonly string[] s_jumps = ["+1h", "+0", "-1h", "+0", "+10y", "+0", "-10y", "+0"];

    public static async Task<bool> RunAsync(RunOptions options)
    {
        var random = new Random(options.Seed);
        var calendar = await JumpAsync(movesMonotonic: false, options.Rounds ?? 2, random);
        var both = await JumpAsync(movesMonotonic: true, 1, random);
        Section.Say($"libfaketime moves the clock of the running program to {string.Join(", ", s_jumps)} from the real one, one after the other, while four senders write to two receivers and ten friends poll twice a second, with `--session-timeout 15s`. Before each jump one more friend logs in and stays silent; its session must end after 15 to 20 s of real time, and no other. After the last jump SIGKILL, a restart at the real time, and all receivers fetch. Seed {options.Seed}.");
        Section.Say($"");
        Section.Findings("jumps", ($"{calendar.Jumps} of the calendar", calendar.Found), ($"{both.Jumps} of calendar and monotonic clock", both.Found));
        Section.Table(
            ["jumps", "friends who polled and were told to be offline, or had to log in again", "silent sessions that ended", "after, s: least", "most", "longest gap between two acknowledged messages, s"],
            [calendar.Row("of the calendar"), both.Row("of both")]);
        Section.Say($"No real machine's monotonic clock jumps: with that, sessions may end early, and what counts is that nothing is lost and the server goes on.");
        Section.Say($"");
        return Section.Verdict(
            calendar.IsCalm && both.Found is { IsClean: true, Acknowledged: > 0 }, "0 lost, no session ends early, each silent one within 15 to 20 s, messages go on");
    }

    private static async Task<ClockOutcome> JumpAsync(bool movesMonotonic, int rounds, Random random)
    {
        using var directory = new TemporaryDirectory();
        var clock = new FakeClock(directory.At("clock"), movesMonotonic);
        clock.Set("+0");
        await using var scene = await ClockScene.BeginAsync(directory.At("data"), clock, random.Next());
        for (var round = 0; round < rounds; round++)
            foreach (var jump in s_jumps)
                await scene.JumpAsync(clock, jump);
        return await scene.EndAsync(directory.At("data"));
    }
}
