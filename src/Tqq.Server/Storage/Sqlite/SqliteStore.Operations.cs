using System.Collections.Immutable;
using Tqq.Core;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>What an administrator looks up and announces.</summary>
public sealed partial class SqliteStore : IAccountIndex, IAnnouncementStore
{
    /// <inheritdoc/>
    public Task<ImmutableArray<AccountSummary>> FindAsync(
        AccountSearch search, AccountPlace? after, int limit, CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Read(connection => AccountIndexRows.Find(connection, search, after, limit)), cancellationToken);

    /// <inheritdoc/>
    public Task<int> CountShutAsync(CancellationToken cancellationToken) => ReadAll(
        reader => reader.Read(connection => AccountIndexRows.CountShut(connection, IAccountIndex.MostCounted + 1)), cancellationToken);

    /// <inheritdoc/>
    public Task<int> CountNumberedAsync(Uin first, Uin last, CancellationToken cancellationToken) => ReadAll(
        reader => reader.Read(connection => AccountIndexRows.CountNumbered(connection, first, last, IAccountIndex.MostCounted + 1)),
        cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<KnownSession>> ListSessionsAsync(
        SessionFilter filter, (Uin Owner, int Device) after, int limit, CancellationToken cancellationToken) => ReadAll(
        reader => reader.Read(connection => SessionRows.List(connection, filter, (after.Owner.Value, after.Device), limit)),
        cancellationToken);

    /// <inheritdoc/>
    public Task<int> CountSessionsAsync(SessionFilter filter, CancellationToken cancellationToken) => ReadAll(
        reader => reader.Read(connection => SessionRows.Count(connection, filter, IAccountIndex.MostCounted + 1)), cancellationToken);

    /// <inheritdoc/>
    public Task<(AccountSummary Summary, Invitation? MadeWith)?> SummarizeAsync(Uin uin, CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Read(connection => AccountIndexRows.Summarize(connection, uin)), cancellationToken);

    /// <inheritdoc/>
    public Task<AnnouncementAdded> AddAnnouncementAsync(Announcement announcement, string? key) =>
        PutAsync(writer => writer.Add(announcement, key));

    /// <inheritdoc/>
    public Task<Announcement?> FindAnnouncementAsync(long id, CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Read(connection => AnnouncementRows.Find(connection, id)), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<Announcement>> ListAnnouncementsAsync(long before, int limit, CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Read(connection => AnnouncementRows.List(connection, before, limit)), cancellationToken);

    /// <inheritdoc/>
    public Task<Announcement?> FindUnsentAnnouncementAsync(CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Read(AnnouncementRows.FindUnsent), cancellationToken);

    /// <inheritdoc/>
    public Task AdvanceAnnouncementAsync(long id, AnnouncementProgress progress) =>
        _journal.Put(writer => { writer.Advance(id, progress); });

    /// <inheritdoc/>
    public Task<bool> CancelAnnouncementAsync(long id, DateTimeOffset at) => PutAsync(writer => writer.Cancel(id, at));

    /// <inheritdoc/>
    public Task<ImmutableArray<Uin>> ListNumbersAsync(Uin after, int limit, CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Read(connection => AnnouncementRows.Numbers(connection, after, limit)), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<Uin>> ListTakenAsync(long id, CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Read(connection => AnnouncementRows.Taken(connection, id)), cancellationToken);
}
