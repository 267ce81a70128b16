using System.Globalization;
using System.Net;
using Tqq.Bench.Accounts;
using Tqq.Bench.Figures;
using Tqq.Bench.Limits;
using Tqq.Bench.Others.Sockets;
using Tqq.Bench.Processes;

namespace Tqq.Bench.Api;

/// <summary>What a page of history costs through the API, of an account with so many items in its log.</summary>
internal static class HistoryBench
{
    private const uint Owner = 20_001;
    private const uint Peer = 20_002;
    private const int Page = 50;
    private const int Connections = 8;
    private const int WarmUps = 4;
    private const int Rounds = 7;
    private const int PagesInRound = 2_000;
    private const double AimMicroseconds = 2_000;
    private static readonly int[] s_sizes = [1_000, 1_000_000];

    /// <summary>Runs it.</summary>
    public static async Task RunAsync()
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"A page of {Page} messages of one conversation through the API, as JSON: the newest, and pages from anywhere in it. {Connections} connections that are kept, closed loop, {Rounds} rounds of {PagesInRound:#,0} pages, medians. Aim: under {AimMicroseconds / 1000:F0} ms of the server's processor time."));
        Console.WriteLine();
        Console.WriteLine("| items in the store | us of CPU of the newest page | us of CPU of a page from anywhere |");
        Console.WriteLine("|---|---|---|");
        var isMet = true;
        foreach (var size in s_sizes)
        {
            var (newest, anywhere) = await MeasureAsync(size);
            isMet &= Math.Max(newest, anywhere) < AimMicroseconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {size:#,0} | {newest:F0} | {anywhere:F0} |"));
        }

        Console.WriteLine();
        Console.WriteLine($"Aim: {(isMet ? "met" : "**not met**")}.");
    }

    private static async Task<(double Newest, double Anywhere)> MeasureAsync(int size)
    {
        using var scratch = new Scratch();
        await DeviceMaker.FillAsync(scratch.Data, [Owner, Peer]);
        await LogMaker.FillAsync(scratch.Data, Owner, Peer, size);
        await using var server = Child.Tqq(core: 0,
            ["serve", "--data", scratch.Data, "--listen", "127.0.0.1:0", "--web", "127.0.0.1:0", .. LimitsBench.WithoutLimits]);
        var web = (await server.ReadPortsAsync("Ctrl-C"))[1];
        await server.WaitUntilIdleAsync();
        var (newest, anywhere) = (new List<double>(), new List<double>());
        for (var round = -WarmUps; round < Rounds; round++)
        {
            var (one, other) = (await RoundAsync(server, web, _ => ""), await RoundAsync(server, web, chance =>
                string.Create(CultureInfo.InvariantCulture, $"&before={chance.NextInt64(Page + 1, size + 1)}")));
            if (round < 0)
                continue;
            newest.Add(one);
            anywhere.Add(other);
        }

        return (Numbers.Median(newest), Numbers.Median(anywhere));
    }

    private static async Task<double> RoundAsync(Child server, IPEndPoint web, Func<Random, string> before)
    {
        var began = server.CpuMicroseconds();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async number =>
        {
            using var link = await HttpLink.OpenAsync(web);
            var chance = new Random(number);
            for (var page = 0; page < PagesInRound / Connections; page++)
            {
                await link.SendAsync(HttpLink.Get(
                    $"/api/v1/conversations/{Peer}/messages?limit={Page}{before(chance)}", DeviceMaker.Header(Owner)));
                await link.ReceiveAsync();
                if (!link.Body.StartsWith("{\"messages\":[{"u8) || link.Body.IndexOf("\"next\":"u8) < 0)
                    throw new InvalidOperationException("no whole page: " + System.Text.Encoding.UTF8.GetString(link.Body));
            }
        }));
        return (server.CpuMicroseconds() - began) / PagesInRound;
    }
}
