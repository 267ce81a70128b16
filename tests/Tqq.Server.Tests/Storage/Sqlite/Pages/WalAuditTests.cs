using System.Buffers.Binary;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Tests.Storage.Sqlite.Flips;

namespace Tqq.Server.Tests.Storage.Sqlite.Pages;

/// <summary>A log that ends too early is the trace of a power cut and no damage; a log that is wrong before its end is.</summary>
public sealed class WalAuditTests : IDisposable
{
    private const int FrameSize = 24 + 4096;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");

    public void Dispose() => _directory.Delete(recursive: true);

    // Where frames begin, each with whether it ends a transaction.
    private static List<(int Start, bool Commits)> Frames(byte[] log) =>
        [.. Enumerable.Range(0, (log.Length - 32) / FrameSize).Select(at => 32 + (at * FrameSize)).Select(start =>
            (start, BinaryPrimitives.ReadUInt32BigEndian(log.AsSpan(start + 4)) != 0))];

    private async Task<(long Last, IReadOnlyList<Damage> Damage)> OpenAsync(SmallStore files)
    {
        foreach (var file in _directory.EnumerateFiles())
            file.Delete();
        await using var store = SqliteStore.Open(files.PutInto(_directory.FullName));
        var snapshot = await store.LoadAsync(SmallStore.Uins[0], TestContext.Current.CancellationToken);
        return (snapshot!.LastMessageId, store.Damage.Found);
    }

    [Fact]
    public async Task A_log_that_was_cut_anywhere_gives_what_was_committed_before_and_is_not_called_damaged()
    {
        var whole = await SmallStore.MakeAsync(isKilled: true);
        var commits = Frames(whole.Log).Where(frame => frame.Commits).Select(frame => frame.Start + FrameSize).ToList();
        var chance = new Random(1);
        foreach (var length in Enumerable.Range(0, 40).Select(_ => chance.Next(whole.Log.Length)).Concat(commits))
        {
            var (last, damage) = await OpenAsync(whole with { Log = whole.Log[..length] });
            // This account is written in the first transaction and in the last.
            Assert.Equal(length < commits[0] ? 7 : length < commits[^1] ? 8 : 9, last);
            Assert.Empty(damage);
        }
    }

    [Fact]
    public async Task A_last_transaction_with_a_hole_is_left_out_and_said_to_be_in_doubt()
    {
        var whole = await SmallStore.MakeAsync(isKilled: true);
        var frames = Frames(whole.Log);
        var first = frames[frames.FindLastIndex(frames.Count - 2, frame => frame.Commits) + 1];
        Assert.False(first.Commits, "the last transaction has to have several frames");
        whole.Log.AsSpan(first.Start, FrameSize).Clear();
        var (last, damage) = await OpenAsync(whole);
        Assert.Equal(8, last);
        Assert.False(Assert.Single(damage).IsCertain);
    }

    [Fact]
    public async Task A_hole_with_whole_transactions_behind_it_is_damage_and_nothing_is_touched()
    {
        var whole = await SmallStore.MakeAsync(isKilled: true);
        foreach (ref var spoilt in whole.Log.AsSpan(32 + 24 + 1000, 2000))
            spoilt ^= 0xFF;
        var refusal = await Assert.ThrowsAsync<StoreUnusableException>(() => OpenAsync(whole));
        Assert.Contains("tqq.db-wal: frame 1 is damaged", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(whole.Log,
            await File.ReadAllBytesAsync(Path.Combine(_directory.FullName, "tqq.db-wal"), TestContext.Current.CancellationToken));
    }
}
