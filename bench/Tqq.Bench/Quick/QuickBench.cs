using System.Globalization;
using Tqq.Bench.Duels;
using Tqq.Bench.Loads;

namespace Tqq.Bench.Quick;

/// <summary>Two builds of the program in turn, on one core: has it become slower?</summary>
internal static class QuickBench
{
    // What two runs of one and the same build differ by stays well below this.
    private const double Slower = 1.10;
    private const int WarmUps = 2;
    private const int Rounds = 9;

    // The runtime compiles in the background what runs often, on the one core that both have: until both are
    // done, one of the two would look slow.
    private const int CompileRounds = 8;
    private const int Exceptions = 2;
    private static readonly TimeSpan s_time = TimeSpan.FromMilliseconds(600);

    /// <param name="before">`tqq.dll` of the build to compare with.</param>
    /// <returns>Whether there is no clear regression.</returns>
    public static async Task<bool> RunAsync(string before)
    {
        await using var old = await Version.StartAsync(before);
        await using var young = await Version.StartAsync(Path.Combine(AppContext.BaseDirectory, "tqq.dll"));
        var uins = Enumerable.Range((int)Version.First, Version.Accounts).ToList();
        var polls = uins.ConvertAll(uin => Wire.Body("GetMsgEx", (uint)uin));
        var sends = uins.ConvertAll(uin => Wire.Body("CLTMSG", (uint)uin, $"&UN={uin}&MG=a small text of some thirty bytes"));
        var keyed = uins.ConvertAll(uin => Wire.Body("CLTMSG", (uint)uin, $"&UN={uin}{Wire.NewKey}&MG=a small text of some thirty bytes"));
        (string Name, List<string> Bodies, bool KeepsAlive)[] kinds =
            [("poll, keep-alive", polls, true), ("poll, a connection each", polls, false), ("send", sends, true)];
        for (var round = 0; round < CompileRounds; round++)
        {
            foreach (var (_, bodies, keepsAlive) in kinds.Append(("", keyed, true)))
            {
                foreach (var version in (Version[])[old, young])
                {
                    using var load = new ClosedLoop(version.Address, bodies, keepsAlive);
                    load.Run(s_time);
                }
            }
        }

        var isGood = true;
        Console.WriteLine("| what | CPU us before | now | now, of before | speed, of before | |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (name, bodies, keepsAlive) in kinds)
        {
            using var youngLoad = new ClosedLoop(young.Address, bodies, keepsAlive);
            using var oldLoad = new ClosedLoop(old.Address, bodies, keepsAlive);
            isGood &= Report(name, DuelResult.Of(new(young.Server, youngLoad), new(old.Server, oldLoad), WarmUps, Rounds, s_time));
        }

        // What a key costs is a question to this build alone: the same server is asked with and without one.
        using var withKey = new ClosedLoop(young.Address, keyed, keepsAlive: true);
        using var without = new ClosedLoop(young.Address, sends, keepsAlive: true);
        isGood &= Report("send with a key, of one without",
            DuelResult.Of(new(young.Server, withKey), new(young.Server, without), WarmUps, Rounds, s_time));
        return isGood;
    }

    /// <summary>Writes a row.</summary>
    /// <returns>Whether there is no clear regression.</returns>
    private static bool Report(string name, DuelResult result)
    {
        var isSlower = IsClearlySlower(result);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {result.MedianOfSecond.Cost:F1} | {result.MedianOfFirst.Cost:F1} | **{result.Cost:F2}** | {result.Speed:F2} |"
            + $" {(isSlower ? "**slower**" : "")} |"));
        return !isSlower;
    }

    /// <summary>
    /// Processor time decides, because it depends least on the neighbours: the median is clearly higher, and so is nearly every round.
    /// </summary>
    private static bool IsClearlySlower(DuelResult result) => result.Cost > Slower && result.Costs.Count(cost => cost < 1) <= Exceptions;
}
