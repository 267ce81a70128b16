using System.Diagnostics;

namespace Tqq.Faults.Clients;

/// <summary>What a bot has begun and finished, a line each, in a file that outlives it.</summary>
internal sealed class BotJournal(string path)
{
    private const string Began = "began ";
    private const string Ended = "ended ";

    public string Path => path;

    public void Begin(string text) => File.AppendAllText(path, Began + text + "\n");

    public void End(string text) => File.AppendAllText(path, Ended + text + "\n");

    /// <summary>How many lines there are, how often each text was begun, which have been finished, and which was begun last.</summary>
    public (int Lines, Dictionary<string, int> Begun, HashSet<string> Finished, string? LastBegun) Read()
    {
        string[] lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        var begun = lines.Where(line => line.StartsWith(Began, StringComparison.Ordinal)).Select(line => line[Began.Length..]).ToList();
        return (lines.Length, begun.CountBy(text => text).ToDictionary(), [.. lines.Where(line => line.StartsWith(Ended, StringComparison.Ordinal)).Select(line => line[Ended.Length..])], begun.LastOrDefault());
    }

    /// <summary>Waits until there are so many lines and a text is in hand.</summary>
    /// <param name="lines">How many.</param>
    /// <param name="patience">How long there may be no new line.</param>
    /// <returns>Whether it came to that.</returns>
    public async Task<bool> AwaitInHandAsync(int lines, TimeSpan patience)
    {
        var (watch, seen) = (Stopwatch.StartNew(), 0);
        for (; watch.Elapsed < patience; await Task.Delay(1))
        {
            string[] written = File.Exists(path) ? File.ReadAllLines(path) : [];
            if (written.Length >= lines && written[^1].StartsWith(Began, StringComparison.Ordinal))
                return true;
            if (written.Length > seen)
                (watch, seen) = (Stopwatch.StartNew(), written.Length);
        }

        return false;
    }
}
