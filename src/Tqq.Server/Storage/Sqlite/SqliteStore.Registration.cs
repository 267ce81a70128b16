using System.Collections.Immutable;
using Tqq.Core;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>How accounts come to be.</summary>
public sealed partial class SqliteStore : IRegistrationStore
{
    /// <inheritdoc/>
    public Task<RegistrationChoice?> ReadRegistrationAsync(CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Read(RegistrationRows.Read), cancellationToken);

    /// <inheritdoc/>
    public Task ChooseRegistrationAsync(RegistrationChoice choice) => _journal.Put(writer => { writer.Choose(choice); });

    /// <inheritdoc/>
    public Task<long> AddInvitationAsync(Invitation invitation) => PutAsync(writer => writer.Add(invitation));

    /// <inheritdoc/>
    public Task<Invitation?> FindInvitationAsync(string codeHash, CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Read(connection => InvitationRows.Find(connection, codeHash)), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<Invitation>> ListInvitationsAsync(long after, int limit, CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Read(connection => InvitationRows.List(connection, after, limit)), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RemoveInvitationAsync(long id) => PutAsync(writer => writer.RemoveInvitation(id));

    /// <inheritdoc/>
    public Task<bool> IsReservedAsync(Uin uin, CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Read(connection => ReservedRows.Contains(connection, uin)), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<Uin>> ListDeletedNumbersAsync(Uin after, int limit, CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Read(connection => ReservedRows.Deleted(connection, after, limit)), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> FreeDeletedNumberAsync(Uin uin) => PutAsync(writer => writer.Give(uin));

    /// <inheritdoc/>
    public async Task<ReservedRange?> AddReservedRangeAsync(ReservedRange range) =>
        await PutAsync(writer => writer.Reserve(range)) is not { } first ? null
            : await ReadAll(reader => reader.Read(connection => ReservedRows.Range(connection, new((uint)first))), CancellationToken.None)
                ?? range;

    /// <inheritdoc/>
    public Task<ImmutableArray<ReservedRange>> ListReservedRangesAsync(Uin after, int limit, CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Read(connection => ReservedRows.Ranges(connection, after, limit)), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RemoveReservedRangeAsync(Uin first) => PutAsync(writer => writer.RemoveRange(first));
}
