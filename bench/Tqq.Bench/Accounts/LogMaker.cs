using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Bench.Accounts;

/// <summary>Fills the log of an account with what another has said to it, straight through the store.</summary>
internal static class LogMaker
{
    private const int Batch = 1_000;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    /// <param name="data">The data directory.</param>
    /// <param name="owner">Whose log; it keeps one.</param>
    /// <param name="peer">Who said it.</param>
    /// <param name="size">How many items.</param>
    public static async Task FillAsync(string data, uint owner, uint peer, int size)
    {
        using var directory = DataDirectory.Open(data);
        await using var store = SqliteStore.Open(directory.StorePath, timeout: s_patience);
        var now = DateTimeOffset.UtcNow;
        foreach (var numbers in Enumerable.Range(1, size).Chunk(Batch))
            await store.CommitAsync(new(owner),
            [
                .. numbers.Select(number => new Change.MessageAppended(
                    new(number, MessageKind.Text, new Uin(peer), "a small text of some thirty bytes", now), IntoLog: true)),
                new Change.Delivered(numbers[^1], numbers[^1], 0),
            ]);
    }
}
