using System.Diagnostics;
using Tqq.Bench.Figures;
using Tqq.Bench.Others.Checking;
using Tqq.Bench.Others.Daemons;

namespace Tqq.Bench.Others.Rounds;

/// <summary>A few seconds of one variant.</summary>
internal static class Round
{
    private static readonly TimeSpan s_rampUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    // What comes twice comes then; and a receiver that acknowledges with its next question has asked it.
    private static readonly TimeSpan s_leftovers = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_glance = TimeSpan.FromMilliseconds(20);

    /// <summary>Connects, sends, receives, and checks every message.</summary>
    public static async Task<RoundResult> RunAsync(Variant variant, int pairs, TimeSpan time)
    {
        using var crew = await Crew.ConnectAsync(variant, pairs);
        return variant.Away ? await AwayAsync(variant, crew, time) : await OnlineAsync(variant, crew, time);
    }

    // Both work at once. What comes while they get under way is checked but not measured.
    private static async Task<RoundResult> OnlineAsync(Variant variant, Crew crew, TimeSpan time)
    {
        var receiving = crew.ReceiveAsync();
        var sending = crew.SendAsync();
        await UnlessFailedAsync(Task.Delay(s_rampUp), sending, receiving);
        var (begin, end) = (Reading.Take(variant, crew), default(Reading));
        await UnlessFailedAsync(Task.Delay(time), sending, receiving);
        end = Reading.Take(variant, crew);
        crew.StopSending();
        await UnlessFailedAsync(sending, receiving);
        var tally = await DrainAsync(crew, receiving);
        return Sum(begin, end, tally, crew.Times.Where(message => message.SentAt >= begin.At && message.SentAt < end.At));
    }

    // The receivers come when all has been sent; sending and fetching are both measured. How long a message lay there says nothing.
    private static async Task<RoundResult> AwayAsync(Variant variant, Crew crew, TimeSpan time)
    {
        var begin = Reading.Take(variant, crew);
        var sending = crew.SendAsync();
        await UnlessFailedAsync(Task.Delay(time), sending);
        crew.StopSending();
        await sending;
        var receiving = crew.ReceiveAsync();
        await WaitForAllAsync(crew, receiving);
        var end = Reading.Take(variant, crew);
        return Sum(begin, end, await DrainAsync(crew, receiving), []);
    }

    private static async Task<Tally> DrainAsync(Crew crew, Task receiving)
    {
        await WaitForAllAsync(crew, receiving);
        await UnlessFailedAsync(Task.Delay(s_leftovers), receiving);
        crew.StopReceiving();
        await Task.WhenAny(receiving, Task.Delay(s_leftovers));
        crew.Dispose();
        await receiving;
        return crew.Close();
    }

    // Until all is there, or nothing has come for long.
    private static async Task WaitForAllAsync(Crew crew, Task receiving)
    {
        var (last, since) = (crew.Received, Stopwatch.StartNew());
        while (crew.Received < crew.Acknowledged && since.Elapsed < s_patience)
        {
            await UnlessFailedAsync(Task.Delay(s_glance), receiving);
            if (crew.Received == last)
                continue;
            last = crew.Received;
            since.Restart();
        }
    }

    private static async Task UnlessFailedAsync(Task task, params Task[] others)
    {
        Task[] all = [task, .. others];
        while (!task.IsCompleted)
        {
            var running = all.Where(one => !one.IsCompletedSuccessfully).ToArray();
            await await Task.WhenAny(running);
        }

        await task;
    }

    private static RoundResult Sum(Reading begin, Reading end, Tally tally, IEnumerable<(long SentAt, long Took)> times)
    {
        var took = Stopwatch.GetElapsedTime(begin.At, end.At);
        var count = end.Received - begin.Received;
        double[] milliseconds = [.. times.Select(message => message.Took * 1e3 / Stopwatch.Frequency).Order()];
        return new(count / took.TotalSeconds, (end.Server - begin.Server) / count, (end.Server - begin.Server) / took.TotalMicroseconds,
            (end.Generator - begin.Generator) / took.TotalMicroseconds, Numbers.Percentile(milliseconds, 0.5),
                Numbers.Percentile(milliseconds, 0.99), tally);
    }

    private readonly record struct Reading(long At, long Received, double Server, double Generator)
    {
        public static Reading Take(Variant variant, Crew crew) => new(Stopwatch.GetTimestamp(), crew.Received,
            ProcessTree.CpuMicroseconds(variant.Contender.Daemon.Id), Environment.CpuUsage.TotalTime.TotalMicroseconds);
    }
}
