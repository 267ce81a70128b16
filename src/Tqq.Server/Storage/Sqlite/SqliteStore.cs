using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Mail;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>The store in one SQLite file: the journal writes, readers read beside it.</summary>
public sealed class SqliteStore : IStore
{
    private readonly SqliteConnections _connections;
    private readonly Journal _journal;

    private SqliteStore(SqliteConnections connections, Journal journal) => (_connections, _journal) = (connections, journal);

    /// <summary>Ends, with the cause, when the disk has failed and the process has to stop.</summary>
    public Task<Exception> Failed => _journal.Failed;

    /// <summary>How many transactions, and so fsyncs, there have been: fewer than commits where many came at once.</summary>
    public long Transactions => _journal.Transactions;

    /// <summary>Opens a file, or makes it, and brings it to the current version.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mostPages">How many pages of 4 KiB the file may have; null for no limit.</param>
    /// <exception cref="StoreUnusableException">It is foreign, damaged, newer than this program or cannot be opened; it was not touched.</exception>
    public static SqliteStore Open(string path, long? mostPages = null)
    {
        SqliteSchema.Check(path);
        var connections = new SqliteConnections(path);
        try
        {
            var writer = connections.OpenWriter();
            SqliteSchema.Migrate(writer);
            if (mostPages is { } pages)
                using (var limit = writer.CreateCommand())
                {
                    limit.CommandText = $"PRAGMA max_page_count = {pages}";
                    limit.ExecuteNonQuery();
                }

            return new(connections, new Journal(writer));
        }
        catch (SqliteException e)
        {
            connections.Dispose();
            throw new StoreUnusableException($"{path} cannot be opened: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public Task<AccountSnapshot?> LoadAsync(Uin uin, CancellationToken cancellationToken) => Read(reader => reader.Load(uin), cancellationToken);

    /// <inheritdoc/>
    public Task<string?> ReadPasswordHashAsync(Uin uin, CancellationToken cancellationToken) => Read(reader => reader.PasswordHash(uin), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<Message>> ReadMessagesAsync(Uin owner, long after, int limit, CancellationToken cancellationToken) =>
        Read(reader => reader.Messages(owner, after, limit), cancellationToken);

    /// <inheritdoc/>
    public Task CommitAsync(Uin owner, ImmutableArray<Change> changes) => _journal.Put(writer =>
    {
        foreach (var change in changes)
            writer.Write(owner, change);
        return changes.Length;
    });

    /// <inheritdoc/>
    public Task<ImmutableArray<AccountListing>> ListAccountsAsync(Uin after, int limit, CancellationToken cancellationToken) =>
        Read(reader => reader.List(after, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<long> CountAccountsAsync(CancellationToken cancellationToken) => Read(reader => reader.Count(), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<Uin>> ListSessionsAsync(CancellationToken cancellationToken) => Read(reader => reader.Sessions(), cancellationToken);

    /// <inheritdoc/>
    public Task EndAllSessionsAsync() => _journal.Put(writer => writer.Run("DELETE FROM session"));

    /// <inheritdoc/>
    public Task<DateTimeOffset?> ReadLastAliveAsync(CancellationToken cancellationToken) => Read(reader => reader.LastAlive(), cancellationToken);

    /// <inheritdoc/>
    public Task WriteLastAliveAsync(DateTimeOffset at) =>
        _journal.Put(writer => writer.Run("INSERT OR REPLACE INTO last_alive VALUES (1, $1)", ChangeWriter.Milliseconds(at)));

    /// <inheritdoc/>
    public Task<int> SweepMessagesAsync(DateTimeOffset before, int limit) => _journal.Put(writer => writer.Run("""
        DELETE FROM message WHERE (owner, id) IN (
            SELECT owner, id FROM message INDEXED BY message_by_age
            WHERE at < $1 AND id <= (SELECT delivered_through FROM account WHERE uin = owner) LIMIT $2)
        """, ChangeWriter.Milliseconds(before), limit));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _journal.DisposeAsync();
        _connections.Dispose();
    }

    private Task<T> Read<T>(Func<AccountReader, T> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_connections.Read(connection => read(new AccountReader(connection))));
    }
}
