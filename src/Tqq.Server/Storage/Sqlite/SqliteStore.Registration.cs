using System.Collections.Immutable;
using Tqq.Core;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>How accounts come to be.</summary>
public sealed partial class SqliteStore : IRegistrationStore
{
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
        ReadAll(reader => reader.Read(connection => InvitationRows.IsReserved(connection, uin)), cancellationToken);
}
