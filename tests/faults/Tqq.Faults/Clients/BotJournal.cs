using System.Diagnostics;

namespace Tqq.Faults.Clients;

/// <summary>What a bot has begun and finished, a line each, in a file that outlives it.</summary>
internal sealed class BotJournal(string path)
{
    private const string Began = "began ";
    private const string Ended = "ended ";

    private readonly Lock _lock = new();

    public string Path => path;

    public void Begin(string text) => Append(Began + text);

    public void End(string text) => Append(Ended + text);

    /// <summary>The texts in the order in which they were begun, and those that were finished.</summary>
    public (List<string> Begun, HashSet<string> Finished) Read()
    {
        var lines = Lines();
        return ([.. Behind(lines, Began)], [.. Behind(lines, Ended)]);
    }

    /// <summary>Waits until so many texts are finished.</summary>
    /// <param name="count">How many.</param>
    /// <param name="patience">How long there may be no new line.</param>
    /// <returns>Whether it came to that.</returns>
    public async Task<bool> AwaitFinishedAsync(int count, TimeSpan patience)
    {
        var (watch, seen) = (Stopwatch.StartNew(), 0);
        for (; watch.Elapsed < patience; await Task.Delay(1))
        {
            var lines = Lines();
            if (Behind(lines, Ended).Count() >= count)
                return true;
            if (lines.Length > seen)
                (watch, seen) = (Stopwatch.StartNew(), lines.Length);
        }

        return false;
    }

    private static IEnumerable<string> Behind(string[] lines, string word) =>
        lines.Where(line => line.StartsWith(word, StringComparison.Ordinal)).Select(line => line[word.Length..]);

    // Several senders are handled at once.
    private void Append(string line)
    {
        lock (_lock)
            File.AppendAllText(path, line + "\n");
    }

    private string[] Lines() => File.Exists(path) ? File.ReadAllLines(path) : [];
}
