using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Tqq.Bench.Accounts;
using Tqq.Bench.Processes;

namespace Tqq.Bench.Polling;

/// <summary>
/// An empty GetMsgEx on keep-alive connections: the real program against a bare handler, in turn. Each of the two has one core, and the load
/// generator the other, so that its cost is not counted for either.
/// </summary>
internal static class PollBench
{
    private const int Rounds = 15;
    private const string Password = "bench";
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(1);

    public static async Task RunAsync()
    {
        using var scratch = new Scratch();
        await AccountMaker.FillAsync(scratch.Data, Load.Uins, Password);
        await using var server = Child.Tqq(core: 0, "serve", "--data", scratch.Data, "--listen", "127.0.0.1:0", "--web", "127.0.0.1:0", "--rate-other", "off");
        var tqq = await server.ReadPortAsync("Ctrl-C");
        await using var handler = Child.Bench(core: 0, "bare");
        var bare = await handler.ReadPortAsync("http://");
        foreach (var uin in Load.Uins)
            await LoginAsync(tqq, uin);

        using var tqqLoad = new Load(tqq, Load.Uins);
        using var bareLoad = new Load(bare, Load.Uins);
        for (var warmUp = 0; warmUp < 8; warmUp++)
        {
            tqqLoad.Run(Time);
            bareLoad.Run(Time);
        }

        var (speeds, costs) = (new List<double>(), new List<double>());
        Console.WriteLine("| round | tqq/s | bare/s | ratio of speed | tqq us CPU | bare us CPU | ratio of CPU |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        for (var round = 1; round <= Rounds; round++)
        {
            var (speed, cost) = Measure(server, tqqLoad);
            var (bareSpeed, bareCost) = Measure(handler, bareLoad);
            speeds.Add(speed / bareSpeed);
            costs.Add(bareCost / cost);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {round} | {speed:F0} | {bareSpeed:F0} | {speed / bareSpeed:F2} | {cost:F1} | {bareCost:F1} | {bareCost / cost:F2} |"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| median | | | **{speeds.Order().ElementAt(Rounds / 2):F2}** | | | **{costs.Order().ElementAt(Rounds / 2):F2}** |"));
    }

    private static (double Speed, double CostOfOne) Measure(Child server, Load load)
    {
        var before = server.CpuMicroseconds();
        var (replies, took) = load.Run(Time);
        return (replies / took.TotalSeconds, (server.CpuMicroseconds() - before) / replies);
    }

    private static async Task LoginAsync(IPEndPoint server, uint uin)
    {
        var md5 = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(Password)));
        using var connection = new TcpClient();
        await connection.ConnectAsync(server);
        await connection.GetStream().WriteAsync(Load.Post($"VER=1.1&CMD=Login&SEQ=1&UIN={uin}&PS={md5}&M5=1&LC=9326B87B234E7235"));
        var reply = new byte[1024];
        if (!reply.AsSpan(0, await connection.GetStream().ReadAsync(reply)).EndsWith("&RES=0&RS=0&HI=60&LI=300"u8))
            throw new InvalidOperationException("the login failed: " + Encoding.UTF8.GetString(reply));
    }
}
