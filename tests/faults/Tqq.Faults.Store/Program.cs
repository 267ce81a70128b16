// Flips one bit of every byte of a small store, one at a time, and writes what came of it as a section of docs/reliability.md.
using System.Collections.Concurrent;
using System.Globalization;
using Tqq.Server.Tests.Storage.Sqlite.Flips;

var step = args is [var given] ? int.Parse(given, CultureInfo.InvariantCulture) : 1;
Console.WriteLine(
    "A store with a little of everything, in every table, after an orderly end and after a kill that left a write-ahead log. In each trial one bit is flipped"
    + $" (one of each {(step == 1 ? "byte" : $"{step} bytes")}, which one is drawn with a seed), the store is opened, everything is read, a message is written to each account, everything is read again.");
Console.WriteLine();
Console.WriteLine("| file | trials | not opened, named | opened, named | nothing changed | **wrong or missing** |");
Console.WriteLine("|---|---|---|---|---|---|");
var wrong = 0;
foreach (var (isKilled, inLog, name) in ((bool, bool, string)[])[(false, false, "database, orderly end"), (true, false, "database, killed"),
    (true, true, "write-ahead log, killed")])
{
    var whole = await SmallStore.MakeAsync(isKilled);
    var chance = new Random(1);
    var bits = new ConcurrentQueue<long>(Enumerable.Range(0, (inLog ? whole.Log : whole.Database).Length / step).Select(at =>
        (at * (long)step * 8) + chance.Next(8 * step)));
    var verdicts = new int[Enum.GetValues<FlipVerdict>().Length];
    await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(async () =>
    {
        using var trial = await FlipTrial.PrepareAsync(whole);
        while (bits.TryDequeue(out var bit))
        {
            var (verdict, why) = await trial.RunAsync(inLog, bit);
            Interlocked.Increment(ref verdicts[(int)verdict]);
            if (verdict == FlipVerdict.Wrong)
                await Console.Error.WriteLineAsync($"{name}: bit {bit % 8} of byte {bit / 8}: {why}");
        }
    })));
    Console.WriteLine(
        $"| {name} | {verdicts.Sum()} | {verdicts[(int)FlipVerdict.Refused]} | {verdicts[(int)FlipVerdict.Named]} | {verdicts[(int)FlipVerdict.Same]} | **{verdicts[(int)FlipVerdict.Wrong]}** |");
    wrong += verdicts[(int)FlipVerdict.Wrong];
}

Console.WriteLine();
Console.WriteLine("Nothing changed: the database's page had a newer version in the log, which took its place.");
return wrong == 0 ? 0 : 1;
