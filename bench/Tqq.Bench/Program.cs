// What is measured, and how, is said where it is done. bench/run runs all of it.
using System.Globalization;
using Tqq.Bench.Api;
using Tqq.Bench.Crowd;
using Tqq.Bench.Footprint;
using Tqq.Bench.Friends;
using Tqq.Bench.Handshakes;
using Tqq.Bench.Limits;
using Tqq.Bench.Logs;
using Tqq.Bench.Many;
using Tqq.Bench.Others;
using Tqq.Bench.Pages;
using Tqq.Bench.Quick;
using Tqq.Bench.Searches;
using Tqq.Bench.Signals;
using Tqq.Bench.Streams;

switch (args)
{
    case ["limits"]: await LimitsBench.RunAsync(); break;
    case ["online", .. var counts]: await OnlineBench.RunAsync(counts.Select(count =>
        int.Parse(count, CultureInfo.InvariantCulture))); break;
    case ["stores", var picture]: await StoreSizeBench.RunAsync(picture); break;
    case ["friends"]: await FriendsBench.RunAsync(); break;
    case ["memory"]: await MemoryBench.RunAsync(); break;
    case ["signals"]: await SignalBench.RunAsync(); break;
    case ["api"]: await ApiBench.RunAsync(); break;
    case ["swallowed"]: await SwallowBench.RunAsync(); break;
    case ["audit"]: await AuditBench.RunAsync(); break;
    case ["streams", .. var counts]: await StreamBench.RunAsync(counts.Select(count =>
        int.Parse(count, CultureInfo.InvariantCulture))); break;
    case ["start"]: await StartBench.RunAsync(); break;
    case ["crowd", var clients, var seconds]:
        return await CrowdBench.RunAsync(int.Parse(clients, CultureInfo.InvariantCulture),
            TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture))) ? 0 : 1;
    case ["others", .. var numbers]: return await OthersBench.TryAsync(numbers, "docs/performance") ? 0 : 1;
    case ["tls", .. var before]: await HandshakeBench.RunAsync(before is [var program] ? program : null); break;
    case ["page"]: await PageBench.RunAsync(); break;
    case ["search"]: await SearchBench.RunAsync(); break;
    case ["logs"]: await LogBench.RunAsync(); break;
    case ["quick", var before]: return await QuickBench.RunAsync(before) ? 0 : 1;
    // What the measurements run as processes of their own.
    case ["bare", .. var service]: await BareHandler.ServeAsync(BareService.Of(service)); break;
    case ["host", var data, .. var settings]: await HostedServer.ServeAsync(data, settings); break;
    default:
        await Console.Error.WriteLineAsync("usage: see bench/run");
        return 2;
}

return 0;
