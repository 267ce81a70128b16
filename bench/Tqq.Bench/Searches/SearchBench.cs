using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Tqq.Bench.Figures;
using Tqq.Bench.Processes;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Devices;
using Tqq.Core.Mail;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.Search;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Bench.Searches;

/// <summary>What search costs: a page of what is found, the index on the disk, and a text that is kept in a log and indexed.</summary>
internal static class SearchBench
{
    private const int Items = 1_000_000;
    private const int Accounts = 1_000;
    private const int Batch = 1_000;
    private const int Page = 50;
    private const int Searches = 500;
    private const double Aim = 20;
    private const uint First = 20_001;
    private static readonly Uin s_peer = new(10_001);
    private static readonly Corpus s_corpus = new();

    /// <summary>Runs all of it.</summary>
    public static async Task RunAsync()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch.Data);
        var isMet = true;
        await SendBench.RunAsync();
        foreach (var accounts in new[] { 1, Accounts })
        {
            var path = Path.Combine(scratch.Data, $"{accounts}.db");
            var (store, samples) = await FilledAsync(path, accounts);
            await using (store)
            {
                var spent = await IndexAsync(store);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{Items:#,0} items of {accounts:#,0} account{(accounts == 1 ? "" : "s")}, half of them Chinese, half English, some ten words each: the store has {Megabytes(path)} MB, the index {Megabytes(path + "-search")} MB. Indexing takes {spent.TotalMicroseconds / Items:F1} us of processor time an item."));
                Console.WriteLine();
                isMet &= await SearchAllAsync(store, samples);
            }
        }

        Console.WriteLine($"Aim: the 99th percentile below {(int)Aim} ms: {(isMet ? "met" : "**not met**")}.");
    }

    private static async Task<bool> SearchAllAsync(SqliteStore store, Dictionary<Uin, List<string>> samples)
    {
        var (isMet, chance, owners) = (true, new Random(2), samples.Keys.ToList());
        Console.WriteLine($"| searched for, {Searches} times, the newest {Page} | p50 ms | p99 ms | longest ms | found, median |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (name, query) in Kinds())
        {
            var (times, found) = (new List<double>(), new List<double>());
            for (var search = -20; search < Searches; search++)
            {
                var owner = owners[chance.Next(owners.Count)];
                string? words = null;
                while (words is null)
                    words = query(samples[owner][chance.Next(samples[owner].Count)], chance);
                var began = Stopwatch.GetTimestamp();
                var page = await store.SearchLogAsync(owner, SearchQuery.Of(words), null, long.MaxValue, Page, default);
                var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                if (search < 0)
                    continue;
                times.Add(took);
                found.Add(page.Items.Length);
            }

            times.Sort();
            var p99 = times[(int)(times.Count * 0.99)];
            isMet &= p99 < Aim;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {Numbers.Median(times):F2} | {p99:F2} | {times[^1]:F2} | {Numbers.Median(found):F0} |"));
        }

        Console.WriteLine();
        return isMet;
    }

    // Of a text of the log; null where it has nothing of the kind.
    private static IEnumerable<(string Name, Func<string, Random, string?> Query)> Kinds()
    {
        for (var length = 1; length <= 4; length++)
        {
            var characters = length;
            yield return ($"{(char)('0' + length)} Chinese character{(length == 1 ? "" : "s")}", (text, chance) =>
                Chinese(text, characters, chance));
        }

        yield return ("an English word", (text, chance) => English(text, chance) is { } word ? $"\"{word}\"" : null);
        yield return ("the first letters of an English word", (text, chance) =>
            English(text, chance) is { } word ? word[..chance.Next(1, word.Length + 1)] : null);
        yield return ("two English words", (text, chance) => English(text, chance) is { } word ? $"{word} {English(text, chance)}" : null);
        yield return ("a common English word and a common Chinese character, never in one text", (_, chance) =>
            $"\"{s_corpus.English(chance.Next(5))}\" {s_corpus.Chinese(chance.Next(5))}");
        yield return ("a phrase of two English words", (text, chance) =>
            English(text, chance) is not null && text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 1 } words
                && chance.Next(words.Length - 1) is var at ? $"\"{words[at]} {words[at + 1]}\"" : null);
    }

    private static string? Chinese(string text, int length, Random chance)
    {
        if (text[0] < 0x4E00 || text.Length < length)
            return null;
        var part = text.Substring(chance.Next(text.Length - length + 1), length);
        return part.Contains('，', StringComparison.Ordinal) ? null : part;
    }

    private static string? English(string text, Random chance) =>
        text[0] < 128 && text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is var words ? words[chance.Next(words.Length)] : null;

    private static long Megabytes(string path) => (long)Math.Round(new FileInfo(path).Length / 1e6);

    private static async Task<TimeSpan> IndexAsync(SqliteStore store)
    {
        var before = Environment.CpuUsage.TotalTime;
        while ((await store.FollowLogsAsync(Batch)).HasMore)
        {
        }

        return Environment.CpuUsage.TotalTime - before;
    }

    private static async Task<(SqliteStore Store, Dictionary<Uin, List<string>> Samples)> FilledAsync(string path, int accounts)
    {
        var (store, now, corpus) = (SqliteStore.Open(path), DateTimeOffset.UtcNow, s_corpus);
        var samples = new Dictionary<Uin, List<string>>();
        for (var account = 0; account < accounts; account++)
        {
            var (owner, texts) = (new Uin((uint)(First + account)), new List<string>());
            samples[owner] = texts;
            await store.CommitAsync(owner,
            [
                new Change.AccountCreated(new(owner, Profile.Named("bench"), AccountSettings.Default, true, now), "bench"),
                new Change.DeviceOpened(new(1, DeviceKind.Web, "bench", System.Net.IPAddress.Loopback, now, now, null), Status.Online),
                new Change.LogOpened(),
            ]);
            foreach (var numbers in Enumerable.Range(1, Items / accounts).Chunk(Batch))
            {
                var changes = ImmutableArray.CreateBuilder<Change>();
                foreach (var number in numbers)
                {
                    var text = corpus.Next();
                    if (number % 50 == 0)
                        texts.Add(text);
                    changes.Add(new Change.MessageAppended(new(number, MessageKind.Text, s_peer, text, now), IntoLog: true));
                }

                changes.Add(new Change.Delivered(numbers[^1], numbers[^1], 0) { FromLog = true });
                await store.CommitAsync(owner, changes.DrainToImmutable());
            }
        }

        return (store, samples);
    }
}
