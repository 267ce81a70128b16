using System.Globalization;
using Tqq.Bench.Accounts;

namespace Tqq.Bench.Many;

/// <summary>
/// Data directories with very many accounts; kept below artifacts/, because filling the largest takes longer than measuring it.
/// </summary>
internal static class FilledStores
{
    /// <summary>The number of the first account.</summary>
    public const uint First = 100_000;

    /// <summary>All numbers.</summary>
    public static IEnumerable<uint> Uins(int count) => Enumerable.Range(0, count).Select(number => First + (uint)number);

    /// <summary>Those who are online where so many of all are, spread evenly.</summary>
    public static IEnumerable<uint> Online(int count, int online) =>
        Enumerable.Range(0, online).Select(number => First + (uint)((long)number * count / online));

    /// <summary>The directory with so many accounts; made where it is not there.</summary>
    /// <param name="count">How many accounts.</param>
    /// <param name="online">How many of them have sessions.</param>
    public static async Task<string> GetAsync(int count, int online)
    {
        var directory = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "stores",
            string.Create(CultureInfo.InvariantCulture, $"{count}-{online}")));
        if (Directory.Exists(directory))
            return directory;
        await Console.Error.WriteLineAsync($"bench: making {count} accounts");
        var unfinished = directory + ".new";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(directory)!);
        var present = Online(count, online).ToHashSet();
        await AccountMaker.FillAsync(unfinished, present, new() { IsOnline = true });
        await AccountMaker.FillAsync(unfinished, Uins(count).Where(uin => !present.Contains(uin)), new());
        Directory.Move(unfinished, directory);
        return directory;
    }
}
