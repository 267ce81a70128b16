using System.Globalization;

namespace Tqq.Server.Hosting;

/// <summary>How many files, and so connections, this process may have open. A listener that finds none left can only spin.</summary>
internal static class OpenFiles
{
    // For the store, the web port, the silo and what is just being closed.
    private const int Others = 512;

    /// <summary>
    /// How many connections there may be where this many are wanted; at least a quarter of the files, however few they are.
    /// </summary>
    /// <param name="connections">How many are wanted.</param>
    /// <param name="taken">How many files are for something else beside <see cref="Others"/>.</param>
    public static int Allow(int connections, int taken = 0) =>
        Limit() is { } limit ? Math.Min(connections, Math.Max(limit - Others - taken, limit / 4)) : connections;

    /// <summary>How many files the process may have open; null where the system does not say.</summary>
    public static int? Limit()
    {
        const string Limits = "/proc/self/limits";
        const string Name = "Max open files";
        if (!File.Exists(Limits))
            return null;
        var line = File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal));
        return int.TryParse(line?[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], NumberStyles.None,
            CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }
}
