using System.Diagnostics;
using System.Globalization;
using Tqq.Bench.Accounts;
using Tqq.Bench.Figures;
using Tqq.Bench.Limits;
using Tqq.Bench.Others.Sockets;
using Tqq.Bench.Processes;

namespace Tqq.Bench.Api;

/// <summary>Whether the time that a text takes tells its sender that it was swallowed.</summary>
internal static class SwallowBench
{
    private const uint Sender = 20_001;
    private const uint Friend = 20_002;
    private const uint Blocker = 20_003;
    private const int WarmUps = 500;
    private const int Texts = 5_000;

    /// <summary>Runs it.</summary>
    public static async Task RunAsync()
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"One sender sends {Texts:#,0} texts through the API to an account that takes them, and {Texts:#,0} to one that has blocked it, one after the other in turn, on one connection that is kept."));
        Console.WriteLine();
        Console.WriteLine("| | p50 us | p90 us | p99 us |");
        Console.WriteLine("|---|---|---|---|");
        using var scratch = new Scratch();
        await DeviceMaker.FillAsync(scratch.Data, [Sender, Friend, Blocker]);
        await using var server = Child.Tqq(core: 0,
            ["serve", "--data", scratch.Data, "--listen", "127.0.0.1:0", "--web", "127.0.0.1:0", .. LimitsBench.WithoutLimits]);
        var web = (await server.ReadPortsAsync("Ctrl-C"))[1];
        using var link = await HttpLink.OpenAsync(web);
        using (var http = new HttpClient())
        using (var block = new HttpRequestMessage(HttpMethod.Put, $"http://{web}/api/v1/people/{Sender}/block"))
        {
            block.Headers.TryAddWithoutValidation("Authorization", DeviceMaker.Header(Blocker).Split(": ")[1].Trim());
            using var answer = await http.SendAsync(block);
            answer.EnsureSuccessStatusCode();
        }

        var (taken, swallowed) = (new List<double>(), new List<double>());
        for (var text = -WarmUps; text < Texts; text++)
            foreach (var (to, times) in ((uint, List<double>)[])[(Friend, taken), (Blocker, swallowed)])
            {
                var request = HttpLink.Post($"/api/v1/conversations/{to}/messages",
                    DeviceMaker.Header(Sender) + "Content-Type: application/json\r\n", """{"text":"a small text of some thirty bytes"}""");
                var began = Stopwatch.GetTimestamp();
                await link.SendAsync(request);
                await link.ReceiveAsync();
                if (text >= 0)
                    times.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds);
            }

        taken.Sort();
        swallowed.Sort();
        foreach (var (name, times) in new[] { ("taken", taken), ("swallowed", swallowed) })
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {Numbers.Percentile(times, 0.5):F0} | {Numbers.Percentile(times, 0.9):F0} | {Numbers.Percentile(times, 0.99):F0} |"));
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Swallowed to taken, p50: {Numbers.Percentile(swallowed, 0.5) / Numbers.Percentile(taken, 0.5):F3}."));
    }
}
