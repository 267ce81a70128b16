using System.Diagnostics;
using System.Globalization;
using Tqq.Bench.Accounts;
using Tqq.Bench.Processes;
using Tqq.Client;

namespace Tqq.Bench.Crowd;

/// <summary>
/// Many clients in one process that write to each other: every message has to arrive exactly once, in order, and memory has to stay flat.
/// </summary>
internal static class CrowdBench
{
    private const uint First = 100_000;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <returns>Whether nothing was lost, came twice or out of order.</returns>
    public static async Task<bool> RunAsync(int count, TimeSpan duration)
    {
        using var scratch = new Scratch();
        await AccountMaker.FillAsync(scratch.Data, Enumerable.Range(0, count).Select(number => First + (uint)number), new());
        await using var server = Child.Bench(core: null, "host", scratch.Data);
        var endpoint = await server.ReadPortAsync("http://");
        var clients = await Task.WhenAll(Enumerable.Range(0, count).Select(number => TqqClient.SignInAsync(new()
        {
            Uin = First + (uint)number,
            Password = "bench",
            Server = new($"http://{endpoint}/"),
            ReplyTimeout = TimeSpan.FromMinutes(5),
        })));

        var ledger = new Ledger();
        using var stop = new CancellationTokenSource();
        var readers = clients.Select(client => ReadAsync(client, ledger, stop.Token)).ToList();
        var watch = Stopwatch.StartNew();
        var senders = clients.Select(client => SendAsync(client, ledger, count, watch, duration)).ToList();
        await Task.Delay(duration / 4);
        var (early, earlyMessages) = (HeapInUse(), ledger.Sent);
        await Task.WhenAll(senders);
        while (ledger.Received < ledger.Sent && watch.Elapsed < duration * 3)
            await Task.Delay(s_pause);
        await Task.Delay(s_pause * 3); // what comes twice comes now
        var late = HeapInUse();
        var lateMessages = ledger.Sent;
        await stop.CancelAsync();
        await Task.WhenAll(readers);
        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));

        Console.WriteLine(
            "So many Tqq.Clients in one process write to each other once a second each. Every message has to arrive exactly once and in order (else the command fails), and memory has to stay flat but for the books that are kept of the messages. `CLIENTS=100 SECONDS_EACH=10 bench/run crowd` runs a smaller one.");
        Console.WriteLine();
        Console.WriteLine(
            "| clients | seconds | sent | received | lost | twice | out of order | MB of heap after a quarter | at the end | of that, what a ledger of so many messages takes |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {count} | {duration.TotalSeconds} | {ledger.Sent} | {ledger.Received} | **{ledger.Lost}** | **{ledger.Twice}** | **{ledger.OutOfOrder}** | {early / 1e6:0.0} ({earlyMessages} messages) | {late / 1e6:0.0} | {SizeOfLedger(lateMessages) / 1e6:0.0} ({SizeOfLedger(earlyMessages) / 1e6:0.0} after a quarter) |"));
        return ledger is { Lost: 0, Twice: 0, OutOfOrder: 0, Sent: > 0 };
    }

    private static async Task SendAsync(TqqClient client, Ledger ledger, int count, Stopwatch watch, TimeSpan duration)
    {
        var random = new Random((int)client.Uin);
        for (var number = 0; watch.Elapsed < duration; number++)
        {
            var to = First + (uint)random.Next(count);
            await client.SendAsync(to, ledger.Send(client.Uin, to, number));
            await Task.Delay(s_pause * random.NextDouble() * 2);
        }
    }

    private static async Task ReadAsync(TqqClient client, Ledger ledger, CancellationToken cancellationToken)
    {
        await foreach (var item in client.ReadAsync(cancellationToken))
        {
            ledger.Receive(((Incoming.Message)item).Text);
            client.Settle(item);
        }
    }

    private static long HeapInUse() => GC.GetTotalMemory(forceFullCollection: true);

    // The books grow with the messages whatever the clients do: measured beside them, not guessed.
    private static long SizeOfLedger(int messages)
    {
        var before = HeapInUse();
        var ledger = new Ledger();
        for (var number = 0; number < messages; number++)
            ledger.Receive(ledger.Send(First + (uint)(number % 1000), First + (uint)(number % 997), number));
        var size = HeapInUse() - before;
        GC.KeepAlive(ledger);
        return size;
    }
}
