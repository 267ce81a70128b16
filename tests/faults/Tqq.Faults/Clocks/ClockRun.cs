using Tqq.EndToEnd.Tests.Running;

namespace Tqq.Faults.Clocks;

/// <summary>
/// The calendar jumps by an hour and by ten years, both ways and back, while the real program runs; then both clocks jump
/// ahead, as when a machine was frozen.
/// </summary>
internal static class ClockRun
{
    private static readonly string[] s_set = ["+1h", "+0", "-1h", "+0", "+10y", "+0", "-10y", "+0"];

    // A monotonic clock never goes back.
    private static readonly string[] s_frozen = ["+1h", "+10y"];

    public static async Task<bool> RunAsync(RunOptions options)
    {
        var random = new Random(options.Seed);
        var calendar = await JumpAsync(movesMonotonic: false, [.. Enumerable.Repeat(s_set, options.Rounds ?? 2).SelectMany(jumps => jumps)],
            random);
        var both = await JumpAsync(movesMonotonic: true, s_frozen, random);
        Section.Say(
            $"libfaketime moves the calendar of the running program to {string.Join(", ", s_set)} from the real one, one after the other, while four senders write to two receivers and ten friends poll twice a second, with `--session-timeout 15s`. Before each jump one more friend logs in and stays silent; its session must end after 15 to 20 s of real time, and no other. After the last jump SIGKILL, a restart at the real time, and all receivers fetch. Then the same with a monotonic clock that jumps along, {string.Join(" and ", s_frozen)}, as it would for a machine that was frozen so long: there all sessions end, everybody logs in again, and the messages have to go on. Seed {options.Seed}.");
        Section.Say($"");
        Section.Findings("jumps", ($"{calendar.Jumps} of the calendar", calendar.Found), ($"{both.Jumps} of both clocks", both.Found));
        Section.Table(
            ["jumps", "told to log in again within their time", "silent sessions that ended", "after, s: least", "most",
                "longest gap between two acknowledged messages, s"],
            [calendar.Row("of the calendar"), both.Row("of both clocks")]);
        return Section.Verdict(
            calendar.IsCalm && both.GoesOn,
                "0 lost, messages go on; where only the calendar jumps no session ends early, and each silent one within 15 to 20 s");
    }

    private static async Task<ClockOutcome> JumpAsync(bool movesMonotonic, string[] jumps, Random random)
    {
        using var directory = new TemporaryDirectory();
        var clock = new FakeClock(directory.At("clock"), movesMonotonic);
        clock.Set("+0");
        await using var scene = await ClockScene.BeginAsync(directory.At("data"), clock, random.Next());
        foreach (var jump in jumps)
            await scene.JumpAsync(clock, jump);
        return await scene.EndAsync(directory.At("data"));
    }
}
