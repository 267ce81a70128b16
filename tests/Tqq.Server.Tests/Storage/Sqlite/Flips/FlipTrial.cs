using Tqq.Core;
using Tqq.Core.Log;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Storage.Sqlite.Flips;

/// <summary>
/// Opens a small store with one bit of it flipped, reads everything, writes a little, reads again, and judges what it saw.
/// </summary>
public sealed class FlipTrial : IDisposable
{
    private readonly DirectoryInfo _directory;
    private readonly SmallStore _whole;
    private readonly Dictionary<Uin, Reading> _right = [];

    private FlipTrial(SmallStore whole, DirectoryInfo directory) => (_whole, _directory) = (whole, directory);

    /// <summary>Learns what the whole store says.</summary>
    public static async Task<FlipTrial> PrepareAsync(SmallStore whole)
    {
        // In memory where that is to be had: the disk has no part in it.
        var directory = Directory.Exists("/dev/shm") ? Directory.CreateDirectory($"/dev/shm/tqq-{Guid.NewGuid():N}")
            : Directory.CreateTempSubdirectory("tqq-");
        var trial = new FlipTrial(whole, directory);
        await using var store = SqliteStore.Open(whole.PutInto(directory.FullName));
        foreach (var uin in SmallStore.Uins)
            trial._right[uin] = await Reading.OfAsync(store, uin);
        return trial;
    }

    /// <summary>Flips one bit and looks.</summary>
    public async Task<(FlipVerdict Verdict, string? Why)> RunAsync(bool inLog, long bit)
    {
        foreach (var file in _directory.EnumerateFiles())
            file.Delete();
        var path = _whole.PutInto(_directory.FullName);
        Flip(inLog ? path + "-wal" : path, bit);
        SqliteStore store;
        try
        {
            store = SqliteStore.Open(path);
        }
        catch (StoreUnusableException e)
        {
            return (FlipVerdict.Refused, e.Message);
        }

        await using (store)
        {
            try
            {
                return await JudgeAsync(store);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                return (FlipVerdict.Wrong, e.ToString());
            }
        }
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private async Task<(FlipVerdict Verdict, string? Why)> JudgeAsync(SqliteStore store)
    {
        var isSame = true;
        foreach (var (uin, right) in _right)
        {
            var reading = await Reading.OfAsync(store, uin);
            if (reading.Against(right) is { } wrong)
                return (FlipVerdict.Wrong, $"account {uin}: {wrong}");
            isSame &= reading.IsSameAs(right);
        }

        if (await ListsAsync(store) is { } lists)
            return (FlipVerdict.Wrong, lists);
        foreach (var (uin, right) in _right)
            if (right.Snapshot is not null && await WriteAsync(store, uin, right) is { } spoilt)
                return (FlipVerdict.Wrong, $"account {uin} after a write: {spoilt}");

        store.LookForDamage(default);
        var isNamed = store.Damage.Found.Count > 0;
        return isNamed ? (FlipVerdict.Named, store.Damage.Found[0].Text) : isSame ? (FlipVerdict.Same, null)
            : (FlipVerdict.Wrong, "nothing was named");
    }

    private async Task<string?> ListsAsync(SqliteStore store)
    {
        try
        {
            var there = _right.Where(pair => pair.Value.Snapshot is not null).Select(pair => pair.Key).ToList();
            if (await store.CountAccountsAsync(default) != there.Count)
                return "another number of accounts";
            if (!(await store.ListAccountsAsync(new(0), 10, default)).Select(listing => listing.Account.Uin).SequenceEqual(there))
                return "another list of accounts";
            return (await store.ListSessionsAsync(default)).Select(live => live.Owner).Order().SequenceEqual(there) ? null
                : "another list of sessions";
        }
        catch (StoreDamagedException)
        {
            return null;
        }
    }

    // What is stored afterwards is there and harms nothing; or it is refused.
    private static async Task<string?> WriteAsync(SqliteStore store, Uin uin, Reading right)
    {
        var expected = right;
        var change = uin == SmallStore.Logged ? SmallStore.Came(50, "new") : SmallStore.Message(50, "new");
        try
        {
            await store.CommitAsync(uin, [change]);
            var added = ((Core.Changes.Change.MessageAppended)change).Message;
            expected = right with
            {
                Messages = right.Messages.Add(added),
                Log = right.Log?.Add(new(50, LogKind.Text, added.Peer, added.Text, added.At)),
                Conversations = null,
                Snapshot = right.Snapshot! with { LastMessageId = 50, Undelivered = right.Snapshot.Undelivered + 1 },
            };
        }
        catch (StoreDamagedException)
        {
            // Refused.
        }

        return (await Reading.OfAsync(store, uin)).Against(expected);
    }

    private static void Flip(string path, long bit)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = bit / 8;
        var flipped = (byte)(file.ReadByte() ^ (1 << (int)(bit % 8)));
        file.Position = bit / 8;
        file.WriteByte(flipped);
    }
}

/// <summary>What became of a store with a flipped bit.</summary>
public enum FlipVerdict
{
    /// <summary>It says what it said before.</summary>
    Same,

    /// <summary>The damage is named, and what it touches is not given or replaced by a notice.</summary>
    Named,

    /// <summary>It is not opened, and the damage is named.</summary>
    Refused,

    /// <summary>Something is wrong or missing: what must not be.</summary>
    Wrong,
}
