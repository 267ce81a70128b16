using System.Collections;
using System.Globalization;
using Tqq.Server.Hosting;
using Tqq.Server.Hosting.Settings;

namespace Tqq.Bench.Footprint;

/// <summary>The server in a process that can be asked how much memory is in use: one line in, two numbers out.</summary>
internal static class HostedServer
{
    public static async Task ServeAsync(string data)
    {
        var flags = new Dictionary<string, string> { ["data"] = data, ["listen"] = "127.0.0.1:0", ["web"] = "127.0.0.1:0", ["rate-other"] = "off" };
        await using var server = await TqqServer.StartAsync(SettingReader.Read(flags, new Hashtable(), null, _ => { }), TimeProvider.System, default);
        Console.WriteLine(server.Wire[0].Url);
        while (await Console.In.ReadLineAsync() is not null)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{HeapInUse()} {Environment.WorkingSet}"));
    }

    private static long HeapInUse()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
