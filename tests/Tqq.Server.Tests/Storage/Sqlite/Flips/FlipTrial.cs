using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Log;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Storage.Sqlite.Flips;

/// <summary>
/// Opens a small store with one bit of it flipped, reads everything, writes a little, reads again, and judges what it saw.
/// </summary>
public sealed class FlipTrial : IDisposable
{
    // A busy machine is no disk that hangs; a read that never ends is ended all the same.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _directory;
    private readonly SmallStore _whole;
    private readonly Dictionary<Uin, Reading> _right = [];
    private Dictionary<string, string> _rightLists = [];

    private FlipTrial(SmallStore whole, DirectoryInfo directory) => (_whole, _directory) = (whole, directory);

    /// <summary>Learns what the whole store says.</summary>
    public static async Task<FlipTrial> PrepareAsync(SmallStore whole)
    {
        // In memory where that is to be had: the disk has no part in it.
        var directory = Directory.Exists("/dev/shm") ? Directory.CreateDirectory($"/dev/shm/tqq-{Guid.NewGuid():N}")
            : Directory.CreateTempSubdirectory("tqq-");
        var trial = new FlipTrial(whole, directory);
        await using var store = SqliteStore.Open(whole.PutInto(directory.FullName), timeout: s_patience);
        foreach (var uin in SmallStore.Uins)
            trial._right[uin] = await Reading.OfAsync(store, uin);
        trial._rightLists = await ListsAsync(store);
        store.LookForDamage(default);
        return store.Damage.Found is [var damage, ..] ? throw new InvalidOperationException(damage.Text) : trial;
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
            store = SqliteStore.Open(path, timeout: s_patience);
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
            var reading = await Reading.OfAsync(store, uin, right);
            if (reading.Against(right) is { } wrong)
                return (FlipVerdict.Wrong, $"account {uin}: {wrong}");
            isSame &= reading.IsSameAs(right);
        }

        foreach (var (list, says) in await ListsAsync(store))
            if (says != _rightLists[list])
                return (FlipVerdict.Wrong, $"{list}: {says} is not {_rightLists[list]}");
        foreach (var (uin, right) in _right)
            if (right.Snapshot is not null && await WriteAsync(store, uin, right) is { } spoilt)
                return (FlipVerdict.Wrong, $"account {uin} after a write: {spoilt}");

        store.LookForDamage(default);
        var isNamed = store.Damage.Found.Count > 0;
        return isNamed ? (FlipVerdict.Named, store.Damage.Found[0].Text) : isSame ? (FlipVerdict.Same, null)
            : (FlipVerdict.Wrong, "nothing was named");
    }

    // What a store says of all accounts together; what is refused is left out.
    private static async Task<Dictionary<string, string>> ListsAsync(SqliteStore store)
    {
        var lists = new Dictionary<string, string>();
        await AddAsync("accounts", async () => $"{await store.CountAccountsAsync(default)}");
        await AddAsync("the accounts", async () =>
            Join((await store.FindAsync(new AccountSearch.All(), null, 10, default)).Select(one =>
                $"{one.Listing.Account.Uin} {one.Listing.Account.Profile.Nick} {one.Listing.Status}")));
        await AddAsync("the sessions", async () => Join((await store.ListSessionsAsync(default)).OrderBy(one => one.Owner)));
        await AddAsync("the deletions", async () => Join(await store.ListDeletionsAsync(default)));
        await AddAsync("what is unconfirmed", async () => Join(await store.ListUnconfirmedAsync(default)));
        await AddAsync("the last server", async () => $"{await store.ReadLastAliveAsync(default)}");
        await AddAsync("who is found", async () => Join(await store.FindAccountsAsync("name", null, 10, default)));
        await AddAsync("the logs", async () => Join(await store.ListLogsAsync(default, default, 1, false, 10, default)));
        await AddAsync("the logs that are not filled", async () => Join(await store.ListUnfilledLogsAsync(default)));
        await AddAsync("the invitations", async () =>
            Join((await store.ListInvitationsAsync(0, 10, default)).Select(one =>
                $"{one} {one.CodeHash} {one.Name} {one.Uses} {one.Used} {one.Expires:O}")));
        await AddAsync("who may register", async () => $"{await store.ReadRegistrationAsync(default)}");
        foreach (var number in (int[])[1, 2, 3])
            await AddAsync($"device {number}", async () => $"{await store.FindDeviceAsync(SmallStore.Secret(number), default)}");
        foreach (var number in (int[])[7, 8, 9])
            await AddAsync($"invitation {number}", async () => $"{await store.FindInvitationAsync(SmallStore.Secret(number), default)}");
        foreach (var uin in (Uin[])[new(20001), new(20002)])
            await AddAsync($"whether {uin} is kept back", async () => $"{await store.IsReservedAsync(uin, default)}");
        return lists;

        static string Join<T>(IEnumerable<T> all) => string.Join(", ", all);

        async Task AddAsync(string name, Func<Task<string>> read)
        {
            try
            {
                lists[name] = await read();
            }
            catch (StoreDamagedException)
            {
                // Refused.
            }
        }
    }

    // What is stored afterwards is there and harms nothing; or it is refused.
    private static async Task<string?> WriteAsync(SqliteStore store, Uin uin, Reading right)
    {
        var keepsLog = right.Snapshot!.KeepsLog;
        var added = ((Change.MessageAppended)(keepsLog ? SmallStore.Came(50, "new") : SmallStore.Message(50, "new"))) with
        {
            IntoLog = keepsLog,
        };
        var expected = right;
        try
        {
            await store.CommitAsync(uin, [added]);
            var (snapshot, message) = (right.Snapshot, added.Message);
            expected = right.With(snapshot with { LastMessageId = 50, Undelivered = snapshot.Undelivered + 1 },
                new(50, LogKind.Text, message.Peer, message.Text, message.At),
                keepsLog ? ["what waits", "the log", "pages", $"pages of {message.Peer}", $"pages of {message.Peer} forwards"]
                    : ["what waits"]);
        }
        catch (StoreDamagedException)
        {
            // Refused.
        }

        return (await Reading.OfAsync(store, uin, right, isAll: false)).Against(expected);
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
