using System.Globalization;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Histories;

/// <summary>
/// Real clients at the real server, several at once: whatever they are answered must be what they could have been answered one after
/// the other. A seed gives the same requests again, not the same meeting of them. `CONCURRENT_HISTORIES=2000` runs so many,
/// `CONCURRENT_SEED=N` begins with that seed.
/// </summary>
public sealed class ConcurrentHistoryTests(UnlimitedServer shared)
{
    private const int RequestsEach = 7;
    private const int HistoriesOfATown = 25;

    private static readonly int s_count = NumberIn("CONCURRENT_HISTORIES", 50);
    private static readonly int s_seed = NumberIn("CONCURRENT_SEED", Random.Shared.Next(1_000_000));

    [Fact]
    public async Task Every_history_has_a_legal_order()
    {
        await Parallel.ForAsync(0, (s_count + HistoriesOfATown - 1) / HistoriesOfATown, new ParallelOptions { MaxDegreeOfParallelism = 2 },
            async (at, _) =>
        {
            var seed = s_seed + at;
            var town = await Town.FoundAsync(shared.Server, seed);
            for (var history = 0; history < HistoriesOfATown; history++)
                if (await town.LiveAsync(RequestsEach) is { } illegal)
                    Assert.Fail($"no legal order: CONCURRENT_SEED={seed}, history {history}, which {illegal}");
        });
    }

    private static int NumberIn(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
