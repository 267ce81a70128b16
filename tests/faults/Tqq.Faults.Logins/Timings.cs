namespace Tqq.Faults.Logins;

/// <summary>
/// Whether the time of an answer tells a wrong password from an account that does not exist or is shut: asked in turn, each from an address and about
/// an account of its own, so that no throttle has a part in it.
/// </summary>
internal static class Timings
{
    private const int Rounds = 100;
    private const uint FirstUin = 60_000;

    /// <returns>Whether all were answered with the same text, and no two distributions can be told apart.</returns>
    public static async Task<bool> CompareAsync(TestServer server)
    {
        string[] names = ["wrong password", "no such account", "shut account"];
        var times = names.Select(_ => new List<double>()).ToArray();
        var texts = new HashSet<string>();
        for (uint round = 0; round < Rounds; round++)
        {
            var uin = FirstUin + (round * 3);
            await server.AddAsync(uin, "p");
            await server.AddAsync(uin + 2, "p");
            await server.DisableAsync(uin + 2);
            // Whoever is asked first has the colder caches, so the order turns.
            for (var turn = 0; turn < names.Length; turn++)
            {
                var kind = (int)((round + turn) % names.Length);
                using var line = new Line(server.Wire, new([127, 3, (byte)(round / 250), (byte)(1 + (round % 250))]));
                await line.AskAsync("List", uin + (uint)kind);
                var start = System.Diagnostics.Stopwatch.GetTimestamp();
                texts.Add(await line.LoginAsync(uin + (uint)kind, kind == 2 ? "p" : "wrong"));
                times[kind].Add(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        Console.WriteLine($"{Rounds} logins of each kind, interleaved. D is the Kolmogorov-Smirnov distance to the first kind; over {Critical:F2} the two would be told apart (p < 0.001). All were answered `{string.Join("` and `", texts)}`.");
        Console.WriteLine();
        Console.WriteLine("| | median, ms | p10 | p90 | D |");
        Console.WriteLine("|---|---|---|---|---|");
        for (var kind = 0; kind < names.Length; kind++)
            Console.WriteLine($"| {names[kind]} | {At(times[kind], 0.5):F2} | {At(times[kind], 0.1):F2} | {At(times[kind], 0.9):F2} | {Distance(times[0], times[kind]):F3} |");
        Console.WriteLine();
        return texts.Count == 1 && times.All(other => Distance(times[0], other) < Critical);
    }

    // For two samples of n each: c(0.001) * sqrt(2 / n).
    private static double Critical => 1.95 * Math.Sqrt(2.0 / Rounds);

    private static double At(List<double> times, double share) => times.Order().ElementAt((int)(times.Count * share));

    private static double Distance(List<double> left, List<double> right) =>
        left.Concat(right).Max(at => Math.Abs((double)left.Count(time => time <= at) / left.Count - ((double)right.Count(time => time <= at) / right.Count)));
}
