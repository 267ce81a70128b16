using System.Diagnostics;
using System.Globalization;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.Faults.Delivery;

/// <summary>What a slow disk makes of a request that a client repeats on another connection before the first has an answer.</summary>
/// <param name="Rows">The store timeout, what both connections were answered, and how often the text is in the recipient's mailbox.</param>
internal sealed record RepetitionTrial(IReadOnlyList<(string StoreTimeout, string First, string Second, int Stored)> Rows)
{
    private static readonly TimeSpan s_sync = TimeSpan.FromSeconds(13);
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(4);

    public bool IsMet => Rows.All(row => row.Stored == 1);

    /// <summary>
    /// An fsync that takes 13 s, and the same body again after 4 s, where the server waits so long for a disk and where it does not.
    /// </summary>
    public static async Task<RepetitionTrial> RunAsync()
    {
        var rows = new List<(string, string, string, int)>();
        foreach (var storeTimeout in new[] { "10s", "60s" })
        {
            using var directory = new TemporaryDirectory();
            var disk = await FaultyDisk.BuildAsync(Path.Combine(AppContext.BaseDirectory, "disk.c"), directory.At("faults"));
            await using var server = await RunningServer.StartAsync(directory.At("data"), disk.Environment, null, "--store-timeout",
                storeTimeout);
            var (sender, recipient) = (await server.AddOnlineAsync(), await server.AddOnlineAsync());
            // A session whose SEQ has never changed gets no replay.
            await sender.AskAsync("List");
            var body = sender.Body("CLTMSG", string.Create(CultureInfo.InvariantCulture, $"&UN={recipient.Uin}&MG=once"));
            disk.Hang();
            var watch = Stopwatch.StartNew();
            var first = sender.SendAsync(body);
            await Task.Delay(s_again);
            var second = sender.SendAsync(body);
            await Task.Delay(s_sync - watch.Elapsed);
            disk.Free();
            var answers = await Task.WhenAll(first, second);
            // What nobody was told of may come to the disk after all.
            var stored = 0;
            for (var look = 0; look < 50; look++, await Task.Delay(100))
                stored += (await recipient.FetchAsync()).Length;
            rows.Add((storeTimeout, Result(answers[0]), Result(answers[1]), stored));
            Section.Progress($"delivery: fsync of 13 s, --store-timeout {storeTimeout}: {rows[^1]}");
        }

        return new(rows);
    }

    public void Print()
    {
        Section.Say($"### An fsync of 13 s, and the same body again after 4 s on a second connection");
        Section.Say($"");
        Section.Table(["`--store-timeout`", "answer to the first", "answer to the second", "messages"],
            Rows.Select(row => (IReadOnlyList<object>)[row.StoreTimeout, row.First, row.Second, row.Stored]));
    }

    private static string Result(string reply) => reply.Length == 0 ? "none" : "RES=" + reply.Split("&RES=")[1].TrimEnd('&');
}
