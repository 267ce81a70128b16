using System.Net;

namespace Tqq.Faults.Logins;

/// <summary>People who poll and send at their usual pace, each from a connection of its own.</summary>
internal sealed class Healthy(TestServer server) : IDisposable
{
    public const int People = 20;
    private const uint FirstUin = 30_001;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    private readonly Line[] _lines = [.. Enumerable.Range(0, People).Select(_ => new Line(server.Wire, IPAddress.Loopback))];

    public async Task JoinAsync()
    {
        for (uint number = 0; number < People; number++)
        {
            await server.AddAsync(FirstUin + number, "p");
            if (await _lines[number].LoginAsync(FirstUin + number, "p") is var reply && !reply.Contains("RS=0", StringComparison.Ordinal))
                throw new InvalidOperationException("not let in: " + reply);
        }
    }

    /// <summary>Goes on until it is cancelled.</summary>
    /// <returns>How long polls and sends took, and how many did not get RES=0.</returns>
    public async Task<(Latencies Polls, Latencies Sends, int Failed)> LiveAsync(CancellationToken cancellationToken)
    {
        var (polls, sends, failed) = (new Latencies(), new Latencies(), 0);
        await Task.WhenAll(_lines.Select((line, number) => Task.Run(async () =>
        {
            var (me, other) = (FirstUin + (uint)number, FirstUin + (uint)((number + 1) % People));
            while (!cancellationToken.IsCancellationRequested)
            {
                var polled = await polls.MeasureAsync(() => line.AskAsync("GetMsgEx", me));
                var sent = await sends.MeasureAsync(() => line.AskAsync("CLTMSG", me, $"&UN={other}&MG=hi"));
                if (!polled.StartsWith('0') || !sent.StartsWith('0'))
                    Interlocked.Increment(ref failed);
                await Task.Delay(Pace);
            }
        })));
        return (polls, sends, failed);
    }

    public void Dispose()
    {
        foreach (var line in _lines)
            line.Dispose();
    }
}
