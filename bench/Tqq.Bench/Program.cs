// What is measured, and how, is said where it is done. bench/run runs all of it.
using System.Globalization;
using Tqq.Bench.Crowd;
using Tqq.Bench.Footprint;
using Tqq.Bench.Others;
using Tqq.Bench.Polling;

switch (args)
{
    case ["poll"]: await PollBench.RunAsync(); break;
    case ["memory"]: await MemoryBench.RunAsync(); break;
    case ["start"]: await StartBench.RunAsync(); break;
    case ["crowd", var clients, var seconds]:
        return await CrowdBench.RunAsync(int.Parse(clients, CultureInfo.InvariantCulture), TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture))) ? 0 : 1;
    case ["others", .. var numbers]: return await OthersBench.TryAsync(numbers, "docs/performance") ? 0 : 1;
    // What the measurements run as processes of their own.
    case ["bare"]: await BareHandler.ServeAsync(); break;
    case ["host", var data]: await HostedServer.ServeAsync(data); break;
    default:
        await Console.Error.WriteLineAsync("usage: bench/run [poll|memory|start|crowd|others]");
        return 2;
}

return 0;
