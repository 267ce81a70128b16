using System.Net;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Server.Passwords;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Bench.Accounts;

/// <summary>Fills a data directory with accounts, straight through the store.</summary>
internal static class AccountMaker
{
    private const int Batch = 10_000;

    /// <param name="data">The data directory.</param>
    /// <param name="uins">The numbers.</param>
    /// <param name="password">One password for all.</param>
    /// <param name="online">Whether each has a session.</param>
    /// <param name="befriended">Whether those whose numbers differ in the last digit only are friends, so that each has nine.</param>
    public static async Task FillAsync(string data, IEnumerable<uint> uins, string password, bool online = false, bool befriended = false)
    {
        var hash = await HashAsync(password);
        using var directory = DataDirectory.Open(data);
        await using var store = SqliteStore.Open(directory.StorePath);
        await store.WriteLastAliveAsync(DateTimeOffset.UtcNow);
        foreach (var batch in uins.Chunk(Batch))
            await Task.WhenAll(batch.Select(uin => store.CommitAsync(new(uin), [.. Changes(uin, hash, online, befriended)])));
    }

    private static IEnumerable<Change> Changes(uint uin, string hash, bool online, bool befriended)
    {
        var now = DateTimeOffset.UtcNow;
        yield return new Change.AccountCreated(new(new(uin), Profile.Named("account " + uin), AccountSettings.Default, true, now), hash);
        if (online)
            yield return new Change.SessionStarted(new(IPAddress.Loopback, null, Status.Online, now));
        for (uint digit = 0; befriended && digit < 10; digit++)
            if (digit != uin % 10)
                yield return new Change.ContactSet(new Uin(uin - (uin % 10) + digit), true, true, now);
    }

    private static async Task<string> HashAsync(string password)
    {
        using var vault = new PasswordVault(new());
        return await vault.HashAsync(password, default);
    }
}
