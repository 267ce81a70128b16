using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Log;
using Tqq.Core.Mail;
using Tqq.Core.Search;
using Tqq.Core.Sessions;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>The store in one SQLite file: the journal writes, readers read beside it.</summary>
public sealed partial class SqliteStore : IStore
{
    /// <summary>How long work may wait for the disk, where nothing else was said.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    private readonly SqliteConnections _connections;
    private readonly Journal _journal;
    private readonly StoreReader _reader;
    private readonly StoreFiles _files;
    private readonly SearchIndex _index;
    private readonly TimedReads _reads;
    private readonly TimeProvider _time;

    private SqliteStore(SqliteConnections connections, Journal journal, TimedReads reads, DamageLog damage, SearchDue due, string? guard,
        TimeProvider time, StoreFigures? figures)
    {
        _time = time;
        (_connections, _journal, _reads, _reader, _files, _index, Damage) = (connections, journal, reads, new(connections, damage),
            new(connections.FilePath, guard), new(connections, due), damage);
        figures?.Watch(this, () => journal.OldestByClock, damage, connections.FilePath);
    }

    /// <summary>Ends, with the cause, when the disk has failed and the process has to stop.</summary>
    public Task<Exception> Failed => _journal.Failed;

    /// <inheritdoc/>
    public StoreCondition Condition => new(_journal.OldestUncommitted, _journal.Trouble ?? _files.Trouble());

    /// <summary>How many transactions, and so fsyncs, there have been: fewer than commits where many came at once.</summary>
    public long Transactions => _journal.Transactions;

    /// <summary>What was found damaged so far.</summary>
    public DamageLog Damage { get; }

    /// <summary>Opens a file, or makes it, and brings it to the current version.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mostPages">How many pages of 4 KiB the file may have; null for no limit.</param>
    /// <param name="onUpgrade">
    /// Is called before an older file is brought to the current version, because that takes a while where there are many accounts.
    /// </param>
    /// <param name="onStep">Is told every few seconds how far that is; never where it is done before.</param>
    /// <param name="time">Where time comes from; null for the system's.</param>
    /// <param name="timeout">How long work may wait for the disk; null for <see cref="DefaultTimeout"/>.</param>
    /// <param name="guard">
    /// The file that keeps other servers away from this one; the store is not well without it. Null where there is none.
    /// </param>
    /// <param name="figures">What is counted and measured of it; null for nothing.</param>
    /// <exception cref="StoreUnusableException">
    /// It is foreign, damaged, newer than this program or cannot be opened; it was not touched.
    /// </exception>
    public static SqliteStore Open(
        string path, long? mostPages = null, Action? onUpgrade = null, Action<UpgradeStep>? onStep = null, TimeProvider? time = null,
            TimeSpan? timeout = null,
        string? guard = null, StoreFigures? figures = null)
    {
        var (clock, limit) = (time ?? TimeProvider.System, timeout ?? DefaultTimeout);
        var progress = new UpgradeProgress(clock, onStep ?? (_ => { }));
        var damage = new DamageLog();
        var connections = new SqliteConnections(path);
        SqliteConnection? writer = null;
        try
        {
            if (SqliteFile.Check(path, damage))
            {
                onUpgrade?.Invoke();
                SqliteFile.Renew(path, progress);
            }

            // SQLite would make it readable by others; the log and the shared memory get the mode of the file.
            if (!File.Exists(path))
                OwnerOnly.Open(path, FileMode.CreateNew).Dispose();
            writer = connections.OpenWriter();
            if (SqliteSchema.IsOlder(writer))
                onUpgrade?.Invoke();
            SqliteSchema.Migrate(writer, progress, damage);
            // Begins the log anew: what a crash left behind its end must never stand behind a later end.
            writer.Run("PRAGMA wal_checkpoint(TRUNCATE)");
            if (mostPages is { } pages)
                writer.Run($"PRAGMA max_page_count = {pages}");
            var due = new SearchDue();
            return new(connections, new Journal(writer, clock, limit, damage, due, figures), new TimedReads(clock, limit), damage, due,
                guard, clock, figures);
        }
        catch (SqliteException e)
        {
            writer?.Dispose();
            throw SqliteFile.Unusable(path, e);
        }
    }

    /// <inheritdoc/>
    public Task<AccountSnapshot?> LoadAsync(Uin uin, CancellationToken cancellationToken) =>
        _reads.ReadAsync(() => _reader.Load(uin), cancellationToken);

    /// <inheritdoc/>
    public Task<string?> ReadPasswordHashAsync(Uin uin, CancellationToken cancellationToken) =>
        _reads.ReadAsync(() => _reader.PasswordHash(uin), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<Message>> ReadMessagesAsync(Uin owner, long after, int limit, CancellationToken cancellationToken) =>
        _reads.ReadAsync(() => _reader.Messages(owner, after, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<LogWaiting> CommitAsync(Uin owner, ImmutableArray<Change> changes) => _journal.Put(writer => writer.Write(owner, changes));

    /// <inheritdoc/>
    public Task<LogWaiting> CommitTogetherAsync(ImmutableArray<(Uin Owner, ImmutableArray<Change> Changes)> all) => _journal.Put(writer =>
    {
        foreach (var (owner, changes) in all)
            writer.Write(owner, changes);
        return default;
    });

    /// <inheritdoc/>
    public Task ProbeAsync() => _journal.Put(writer => { writer.Run("UPDATE last_alive SET at = at"); });

    /// <inheritdoc/>
    public Task<ImmutableArray<Uin>> ListDeletionsAsync(CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Deletions(), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<Uin>> ListTiedAsync(Uin uin, CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Tied(uin), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<(Uin Owner, Uin Other)>> ListUnconfirmedAsync(CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Unconfirmed(), cancellationToken);

    /// <inheritdoc/>
    public Task FinishDeletionAsync(Uin uin) => new LastOfAccount(_journal, _reader, _index).RemoveAsync(uin);

    /// <inheritdoc/>
    public Task<long> CountAccountsAsync(CancellationToken cancellationToken) => ReadAll(reader => reader.Count(), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<(Uin Owner, SessionRecord Session)>> ListSessionsAsync(CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Sessions(), cancellationToken);

    /// <inheritdoc/>
    public Task EndSessionsAsync(DateTimeOffset begunBefore) =>
        _journal.Put(writer => { writer.Run("DELETE FROM session WHERE started < $1", ChangeWriter.Milliseconds(begunBefore)); });

    /// <inheritdoc/>
    public Task<DateTimeOffset?> ReadLastAliveAsync(CancellationToken cancellationToken) =>
        ReadAll(reader => reader.LastAlive(), cancellationToken);

    /// <inheritdoc/>
    public Task WriteLastAliveAsync(DateTimeOffset at) =>
        _journal.Put(writer => { writer.Run("INSERT OR REPLACE INTO last_alive VALUES (1, $1)", ChangeWriter.Milliseconds(at)); });

    /// <inheritdoc/>
    public Task<Swept> SweepMessagesAsync(DateTimeOffset before, long from, int most) =>
        SweepAsync(HistorySweep.Messages, before, from, most);

    /// <inheritdoc/>
    public Task<Swept> SweepTextKeysAsync(DateTimeOffset before, long from, int most) =>
        SweepAsync(HistorySweep.TextKeys, before, from, most);

    /// <inheritdoc/>
    public Task<LogFacts?> ReadLogFactsAsync(Uin owner, CancellationToken cancellationToken) =>
        _reads.ReadAsync(() => _reader.LogFacts(owner), cancellationToken);

    /// <inheritdoc/>
    public Task<LogSlice> ReadLogAsync(Uin owner, long after, int limit, CancellationToken cancellationToken) =>
        _reads.ReadAsync(() => _reader.LogSlice(owner, after, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<LogItem>> ReadPageAsync(Uin owner, Uin? peer, long before, int limit, CancellationToken cancellationToken) =>
        _reads.ReadAsync(() => _reader.Log(owner, (reader, row) => reader.Page(row, peer, before, limit)), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<LogItem>> ReadPageAfterAsync(
        Uin owner, Uin peer, long after, int limit, CancellationToken cancellationToken) =>
        _reads.ReadAsync(() => _reader.Log(owner, (reader, row) => reader.PageAfter(row, peer, after, limit)), cancellationToken);

    /// <inheritdoc/>
    public Task<LogItem?> FindSentAsync(Uin owner, Uin peer, string key, CancellationToken cancellationToken) =>
        _reads.ReadAsync(() => _reader.Log(owner, (reader, row) => reader.Sent(row, peer, key)).FirstOrDefault(), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<Conversation>> ListConversationsAsync(Uin owner, long before, int limit,
        CancellationToken cancellationToken) =>
        _reads.ReadAsync(() => _reader.Conversations(owner, before, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<LogFound> SearchLogAsync(Uin owner, SearchQuery query, Uin? peer, long before, int limit,
        CancellationToken cancellationToken) =>
        _reads.ReadAsync(() => _index.Read(owner.Value, view => _reader.Search(owner, view, query, peer, before, limit)),
            cancellationToken);

    /// <inheritdoc/>
    public Task<SearchStep> FollowLogsAsync(int most) => Task.Run(() => _index.Step(most));

    /// <inheritdoc/>
    public Task<bool> FillLogAsync(Uin owner, int most) => PutAsync(writer => writer.Logs.Fill(owner.Value, most));

    /// <inheritdoc/>
    public Task<ImmutableArray<Uin>> ListUnfilledLogsAsync(CancellationToken cancellationToken) =>
        ReadAll(reader => reader.UnfilledLogs(), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<(Uin Owner, bool IsDue)>> ListLogsAsync(Uin after, DateTimeOffset before, long quota, bool anew, int limit,
        CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Logs(after, ChangeWriter.Milliseconds(before), quota, anew, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<(int Removed, bool HasMore)> SweepLogAsync(Uin owner, DateTimeOffset before, long quota, bool anew, int most) =>
        PutAsync(writer => writer.Logs.Sweep(owner.Value, ChangeWriter.Milliseconds(before), quota, anew, most));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _journal.DisposeAsync();
        _index.Dispose();
        _connections.Dispose();
    }

    private Task<Swept> SweepAsync(Func<ChangeWriter, HistorySweep> sweep, DateTimeOffset before, long from, int most) =>
        PutAsync(writer => sweep(writer).Step(ChangeWriter.Milliseconds(before), from, most));

    private async Task<T> PutAsync<T>(Func<ChangeWriter, T> work)
    {
        var result = default(T)!;
        await _journal.Put(writer => { result = work(writer); });
        return result;
    }

    private Task<T> ReadAll<T>(Func<AccountReader, T> read, CancellationToken cancellationToken) =>
        _reads.ReadAsync(() => _reader.All(read), cancellationToken);
}
