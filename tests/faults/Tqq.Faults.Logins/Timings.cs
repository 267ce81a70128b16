using System.Diagnostics;
using System.Net;

namespace Tqq.Faults.Logins;

/// <summary>
/// Whether the time of an answer tells what its text does not: of a login and of a request without a session, whether there is such an
/// account; of a text, whether its recipient gets it. The kinds are asked in turn, logins and requests each from an address and about an
/// account of its own, so that no throttle has a part in it.
/// </summary>
internal static class Timings
{
    private const int Rounds = 100;
    private const uint FirstLogin = 60_000;
    private const uint FirstRequest = 70_000;
    private const uint Sender = 80_000;

    // For two samples of n each: c(0.001) * sqrt(2 / n).
    private static double Critical => 1.95 * Math.Sqrt(2.0 / Rounds);

    /// <returns>Whether all kinds were answered with the same text, and no two distributions can be told apart.</returns>
    public static async Task<bool> CompareAsync(TestServer server)
    {
        Console.WriteLine(
            $"{Rounds} of each kind, interleaved. D is the Kolmogorov-Smirnov distance to the first of its table; over {Critical:F2} the two would be told apart (p < 0.001).");
        Console.WriteLine();
        return await LoginsAsync(server) & await RequestsAsync(server) & await TextsAsync(server);
    }

    private static Task<bool> LoginsAsync(TestServer server) =>
        CompareAsync("login", ["wrong password", "no such account", "shut account"], async (round, kind) =>
    {
        var uin = FirstLogin + (round * 3) + (uint)kind;
        if (kind != 1)
            await server.AddAsync(uin, "p");
        if (kind == 2)
            await server.DisableAsync(uin);
        return await WarmAsync(server, 3, round, uin, line => line.LoginAsync(uin, kind == 2 ? "p" : "wrong"));
    });

    private static async Task<bool> RequestsAsync(TestServer server)
    {
        // All before the first is asked: what the server has just done must have no part in it.
        for (uint round = 0; round < Rounds; round++)
        {
            await server.AddAsync(FirstRequest + (round * 3), "p");
            await server.AddAsync(FirstRequest + (round * 3) + 2, "p");
            using var home = new Line(server.Wire, IPAddress.Parse("127.9.0.1"));
            await home.LoginAsync(FirstRequest + (round * 3) + 2, "p");
        }

        return await CompareAsync("request without a session",
            ["account without a session", "no such account", "account with a session elsewhere"], (round, kind) =>
            WarmAsync(server, 4, round, FirstRequest - 1, line => line.AskAsync("List", FirstRequest + (round * 3) + (uint)kind, "&TN=1")));
    }

    private static async Task<bool> TextsAsync(TestServer server)
    {
        await server.AddAsync(Sender, "p");
        await server.AddAsync(Sender + 1, "p");
        await server.AddAsync(Sender + 2, "p");
        await server.RefuseStrangersAsync(Sender + 2);
        using var line = new Line(server.Wire, IPAddress.Parse("127.5.0.1"));
        await line.LoginAsync(Sender, "p");
        return await CompareAsync("text", ["taken", "kept out by the recipient's settings"], (_, kind) =>
            MeasureAsync(() => line.AskAsync("CLTMSG", Sender, $"&UN={Sender + 1 + (uint)kind}&MG=hi")));
    }

    // The connection has had a reply before.
    private static async Task<(string, double)> WarmAsync(TestServer server, byte network, uint round, uint uin, Func<Line,
        Task<string>> ask)
    {
        using var line = new Line(server.Wire, new([127, network, (byte)(round / 250), (byte)(1 + (round % 250))]));
        await line.AskAsync("List", uin);
        return await MeasureAsync(() => ask(line));
    }

    private static async Task<(string, double)> MeasureAsync(Func<Task<string>> ask)
    {
        var start = Stopwatch.GetTimestamp();
        var text = await ask();
        return (text, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    private static async Task<bool> CompareAsync(string what, string[] names, Func<uint, int, Task<(string Text, double Took)>> ask)
    {
        var times = names.Select(_ => new List<double>()).ToArray();
        var texts = new HashSet<string>();
        for (uint round = 0; round < Rounds; round++)
        {
            // Whoever is asked first has the colder caches, so the order turns.
            for (var turn = 0; turn < names.Length; turn++)
            {
                var kind = (int)((round + turn) % names.Length);
                var (text, took) = await ask(round, kind);
                texts.Add(text);
                times[kind].Add(took);
            }
        }

        Console.WriteLine($"| {what}, answered `{string.Join("` and `", texts)}` | median, ms | p10 | p90 | D |");
        Console.WriteLine("|---|---|---|---|---|");
        for (var kind = 0; kind < names.Length; kind++)
            Console.WriteLine(
                $"| {names[kind]} | {At(times[kind], 0.5):F2} | {At(times[kind], 0.1):F2} | {At(times[kind], 0.9):F2} | {Distance(times[0], times[kind]):F3} |");
        Console.WriteLine();
        return texts.Count == 1 && times.All(other => Distance(times[0], other) < Critical);
    }

    private static double At(List<double> times, double share) => times.Order().ElementAt((int)(times.Count * share));

    private static double Distance(List<double> left, List<double> right) =>
        left.Concat(right).Max(at =>
            Math.Abs((double)left.Count(time => time <= at) / left.Count - ((double)right.Count(time => time <= at) / right.Count)));
}
