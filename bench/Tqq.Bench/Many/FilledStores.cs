using System.Globalization;
using Tqq.Bench.Accounts;

namespace Tqq.Bench.Many;

/// <summary>Data directories with very many accounts, all with sessions; kept below artifacts/, because filling the largest takes longer than measuring it.</summary>
internal static class FilledStores
{
    /// <summary>The number of the first account.</summary>
    public const uint First = 100_000;

    /// <summary>All numbers.</summary>
    public static IEnumerable<uint> Uins(int count) => Enumerable.Range(0, count).Select(number => First + (uint)number);

    /// <summary>The directory with so many accounts; made where it is not there.</summary>
    public static async Task<string> GetAsync(int count)
    {
        var directory = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "stores", count.ToString(CultureInfo.InvariantCulture)));
        if (Directory.Exists(directory))
            return directory;
        await Console.Error.WriteLineAsync($"bench: making {count} accounts");
        var unfinished = directory + ".new";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(directory)!);
        await AccountMaker.FillAsync(unfinished, Uins(count), new() { IsOnline = true });
        Directory.Move(unfinished, directory);
        return directory;
    }
}
