using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Tqq.Faults.Logins;

/// <summary>
/// A flood of wrong logins, once from one address and once from 200, while people poll and send, and others log in: one from where it
/// usually does (to the account that the flood is after), one from an address never seen before (to another).
/// </summary>
internal static class FloodRun
{
    private const uint Victim = 40_001;
    private const uint Newcomer = 40_002;
    private const int Attackers = 256;
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(15);

    /// <returns>Whether everybody was served.</returns>
    public static async Task<bool> RunAsync(TestServer server, int logins)
    {
        using var healthy = new Healthy(server);
        await healthy.JoinAsync();
        await server.AddAsync(Victim, "mine");
        await server.AddAsync(Newcomer, "mine");
        using (var home = new Line(server.Wire, IPAddress.Parse("127.0.0.7")))
            await home.LoginAsync(Victim, "mine");

        Console.WriteLine(
            $"{logins:N0} wrong logins over {Attackers} connections, half of them at one account, half at 5,000 numbers, while {Healthy.People} people poll and send. "
            + "Meanwhile, once a second, the owner of that account logs in from the usual address, and somebody else logs in to another account from an address never seen before. Times in ms.");
        Console.WriteLine();
        Console.WriteLine(
            "| | flood, s | answered RS=1 | refused RES=3 | ended | polls p50 / p99 | sends p50 / p99 | not RES=0 | owner's logins: in / of, slowest | newcomer's logins: in / of, slowest | memory, MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        return await RowAsync("before", server, healthy, 0, _ => IPAddress.Loopback)
            & await RowAsync("from one address", server, healthy, logins, _ => IPAddress.Parse("127.0.1.1"))
            & await RowAsync("from 200 addresses", server, healthy, logins, attacker =>
                new IPAddress([127, 0, 2, (byte)(1 + (attacker % 200))]));
    }

    private static async Task<bool> RowAsync(string name, TestServer server, Healthy healthy, int logins, Func<int, IPAddress> from)
    {
        using var over = new CancellationTokenSource();
        var living = healthy.LiveAsync(over.Token);
        var owner = ComeBackAsync(server, Victim, _ => IPAddress.Parse("127.0.0.7"), over.Token);
        var stranger = ComeBackAsync(server, Newcomer, number =>
            new IPAddress([127, 1, (byte)(logins % 251), (byte)(1 + number)]), over.Token);
        var watch = Stopwatch.StartNew();
        var answers = logins == 0 ? [] : await FloodAsync(server, logins, from);
        if (logins == 0)
            await Task.Delay(Calm);
        var took = watch.Elapsed.TotalSeconds;
        await over.CancelAsync();

        var (polls, sends, failed) = await living;
        var (owned, newcomer) = (await owner, await stranger);
        Console.WriteLine(
            $"| {name} | {took:F0} | {Count("0&RS=1")} | {Count("3")} | {Count("")} | {Pair(polls)} | {Pair(sends)} | {failed} | {Logins(owned)} | {Logins(newcomer)} | {server.Megabytes} |");
        return failed == 0 && owned.In == owned.Of && newcomer.In == newcomer.Of;

        int Count(string start) =>
            answers.Count(answer => start.Length == 0 ? answer.Length == 0 : answer.StartsWith(start, StringComparison.Ordinal));
        static string Pair(Latencies times) => $"{times.At(0.5):F1} / {times.At(0.99):F1}";
        static string Logins((int In, int Of, Latencies Times) login) => $"{login.In} / {login.Of}, {login.Times.At(1):F0}";
    }

    private static async Task<ConcurrentBag<string>> FloodAsync(TestServer server, int logins, Func<int, IPAddress> from)
    {
        var answers = new ConcurrentBag<string>();
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Attackers).Select(attacker => Task.Run(async () =>
        {
            var line = new Line(server.Wire, from(attacker));
            while (Interlocked.Increment(ref next) is var number && number <= logins)
            {
                var login = line.LoginAsync(number % 2 == 0 ? Victim : 50_000 + (uint)(number % 5_000), "guess " + number);
                // One that is held back is not waited for: the attacker goes on over another connection.
                if (await Task.WhenAny(login, Task.Delay(500)) == login)
                    answers.Add(await login);
                else
                    line = new(server.Wire, from(attacker));
            }
        })));
        return answers;
    }

    private static async Task<(int In, int Of, Latencies Times)> ComeBackAsync(TestServer server, uint uin, Func<int, IPAddress> from,
        CancellationToken cancellationToken)
    {
        var (times, let) = (new Latencies(), 0);
        for (var number = 0; number == 0 || !cancellationToken.IsCancellationRequested; number++)
        {
            using var line = new Line(server.Wire, from(number % 250));
            var reply = await times.MeasureAsync(() => line.LoginAsync(uin, "mine"));
            if (reply.StartsWith("0&RS=0", StringComparison.Ordinal))
                let++;
            await Task.Delay(1000, CancellationToken.None);
        }

        return (let, times.Count, times);
    }
}
