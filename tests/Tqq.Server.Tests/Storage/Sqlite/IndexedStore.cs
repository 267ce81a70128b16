using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Devices;
using Tqq.Core.Mail;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.Search;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Storage.Sqlite.Pages;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>What tests of the index of what was said begin with: a store with a log, and the file of its index.</summary>
public abstract class IndexedStore : IDisposable
{
    private const string PasswordHash = "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private protected static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private protected static readonly Uin Anna = new(10001);
    private protected static readonly Uin Bao = new(10002);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");

    private protected string Folder => _directory.FullName;

    private protected string Path => System.IO.Path.Combine(_directory.FullName, "tqq.db");

    private protected string IndexPath => Path + "-search";

    private protected static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _directory.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected static Change[] Account(Uin uin, bool hasDevice = true) =>
    [
        new Change.AccountCreated(new(uin, Profile.Named("n"), AccountSettings.Default, true, Noon), PasswordHash),
        new Change.LogOpened(),
        .. hasDevice ? (Change[])[new Change.DeviceOpened(new(1, DeviceKind.Web, "page", System.Net.IPAddress.Loopback, Noon, Noon),
            Status.Online)] : [],
    ];

    private protected static Change.MessageAppended In(long number, string text, Uin? from = null) =>
        new Change.MessageAppended(new(number, MessageKind.Text, from ?? Bao, text, Noon.AddMinutes(number)), IntoLog: true);

    private protected static async Task<string?> FollowAsync(SqliteStore store, int most = 1000)
    {
        string? anew = null;
        for (var hasMore = true; hasMore;)
        {
            var step = await store.FollowLogsAsync(most);
            (anew, hasMore) = (anew ?? step.Anew, step.HasMore);
        }

        return anew;
    }

    private protected static async Task<long[]> FoundAsync(IStore store, string query, int limit = 7, Uin? peer = null)
    {
        var numbers = new List<long>();
        for (long? before = long.MaxValue; before is { } from;)
        {
            var found = await store.SearchLogAsync(Anna, SearchQuery.Of(query), peer, from, limit, Now);
            numbers.AddRange(found.Items.Select(item => item.Number));
            before = found.Next;
        }

        return [.. numbers];
    }

    // Some items, all of them in the log and not in its tail.
    private protected async Task<SqliteStore> FilledAsync(int items)
    {
        var store = SqliteStore.Open(Path);
        await store.CommitAsync(Anna, [.. Account(Anna)]);
        await store.CommitAsync(Anna, [.. Enumerable.Range(1, items).Select(number =>
            In(number, $"tea {number} 今天喝茶{(number % 3 == 0 ? "好" : "")} {(number % 2 == 0 ? "even" : "odd")}"))]);
        await store.CommitAsync(Anna, [new Change.ItemDeleted(1, items + 1, Noon)]);
        return store;
    }

    private protected long Count(string what)
    {
        using var connection = SqliteConnections.Open(IndexPath, SqliteOpenMode.ReadWrite, CheckedVfs.Name);
        return connection.Scalar(what);
    }
}
