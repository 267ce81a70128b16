// What is measured, and how, is said where it is done. bench/run runs all of it.
using Tqq.Bench.Footprint;
using Tqq.Bench.Polling;

switch (args)
{
    case ["poll"]: await PollBench.RunAsync(); break;
    case ["memory"]: await MemoryBench.RunAsync(); break;
    case ["start"]: await StartBench.RunAsync(); break;
    // What the measurements run as processes of their own.
    case ["bare"]: await BareHandler.ServeAsync(); break;
    case ["host", var data]: await HostedServer.ServeAsync(data); break;
    default:
        await Console.Error.WriteLineAsync("usage: bench/run [poll|memory|start]");
        return 2;
}

return 0;
