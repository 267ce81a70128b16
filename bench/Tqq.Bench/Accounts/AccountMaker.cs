using System.Net;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Server.Passwords;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Bench.Accounts;

/// <summary>Fills a data directory with accounts, straight through the store: one password is computed, not one for each.</summary>
internal static class AccountMaker
{
    private const int Batch = 10_000;

    // All of a batch is one transaction.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    /// <param name="data">The data directory.</param>
    /// <param name="uins">The numbers.</param>
    /// <param name="kind">What they are like.</param>
    public static async Task FillAsync(string data, IEnumerable<uint> uins, AccountKind kind)
    {
        var hash = await HashAsync(kind.Password);
        using var directory = DataDirectory.Open(data);
        await using var store = SqliteStore.Open(directory.StorePath, timeout: s_patience);
        await store.WriteLastAliveAsync(DateTimeOffset.UtcNow);
        foreach (var batch in uins.Chunk(Batch))
            await Task.WhenAll(batch.Select(uin => store.CommitAsync(new(uin), [.. Changes(uin, hash, kind)])));
    }

    private static IEnumerable<Change> Changes(uint uin, string hash, AccountKind kind)
    {
        var now = DateTimeOffset.UtcNow;
        yield return new Change.AccountCreated(new(new(uin), Profile.Named("account " + uin), AccountSettings.Default, true, now), hash);
        if (kind.AppPasswordHash is { } appPassword)
            yield return new Change.AppPasswordAdded(new(1, "", appPassword, now));
        if (kind.KeepsLog)
            yield return new Change.LogOpened();
        if (kind.IsOnline)
            yield return new Change.SessionStarted(new(IPAddress.Loopback, null, Status.Online, now));
        foreach (var friend in kind.Friends)
            yield return new Change.ContactSet(new Uin(friend), true, true, now);
        var first = uin - (uin % (uint)kind.Circle);
        for (var other = first; other < first + kind.Circle; other++)
            if (other != uin)
                yield return new Change.ContactSet(new Uin(other), true, true, now);
    }

    /// <summary>What is kept of a password.</summary>
    public static async Task<string> HashAsync(string password)
    {
        using var vault = new PasswordVault(new());
        return await vault.HashAsync(password, default);
    }
}
