using System.Globalization;
using Tqq.Bench.Processes;
using Tqq.Server.Hosting;
using Tqq.Server.Hosting.Settings;

namespace Tqq.Bench.Footprint;

/// <summary>The server in a process that can be asked how much memory is in use: one line in, two numbers out.</summary>
internal static class HostedServer
{
    /// <summary>Flags of a server to which very many come from one address.</summary>
    public static string[] ForManyConnections { get; } = ["connections=16000", "connections-per-address=16000", "requests=16000",
        "requests-per-address=16000", "session-timeout=365d"];

    /// <param name="data">The data directory.</param>
    /// <param name="more">More settings, each as name=value.</param>
    public static async Task ServeAsync(string data, string[] more)
    {
        var flags = new Dictionary<string,
            string> { ["data"] = data, ["listen"] = "127.0.0.1:0", ["web"] = "127.0.0.1:0", ["rate-other"] = "off" };
        foreach (var setting in more)
            flags[setting[..setting.IndexOf('=')]] = setting[(setting.IndexOf('=') + 1)..];
        await using var server = await TqqServer.StartAsync(SettingReader.Read(flags, new Dictionary<string, string>(), null, _ => { }),
            TimeProvider.System, _ => { }, default);
        Console.WriteLine($"{server.Wire[0].Url} {server.Web.Url}");
        while (await Console.In.ReadLineAsync() is not null)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{HeapInUse()} {Environment.WorkingSet}"));
    }

    /// <summary>Asks such a process.</summary>
    public static async Task<(long Heap, long WorkingSet)> MeasureAsync(Child server)
    {
        var answer = (await server.AskAsync("measure")).Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture))
            .ToArray();
        return (answer[0], answer[1]);
    }

    private static long HeapInUse()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
