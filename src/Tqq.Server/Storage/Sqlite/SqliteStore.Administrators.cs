using System.Collections.Immutable;
using Tqq.Core;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>Administrators, and what they did.</summary>
public sealed partial class SqliteStore : IAdminStore, IAuditStore
{
    /// <inheritdoc/>
    public Task<ImmutableArray<(Uin Uin, DateTimeOffset Since)>> ListAdministratorsAsync(CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Read(AdministratorRows.List), cancellationToken);

    /// <inheritdoc/>
    public Task<long> AddAuditAsync(AuditRow row) => PutAsync(writer => writer.Add(row.Plain()));

    /// <inheritdoc/>
    public Task<ImmutableArray<AuditEntry>> ListAuditAsync(
        AuditFilter filter, long before, int limit, CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Read(connection => AuditRows.List(connection, filter, before, limit)), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<AuditLink>> ReadAuditAsync(long after, int limit, CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Read(connection => AuditRows.Read(connection, after, limit)), cancellationToken);

    /// <inheritdoc/>
    public Task<AuditVerdict> VerifyAuditAsync(CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Read(AuditRows.Verify), cancellationToken);

    /// <inheritdoc/>
    public Task<int> SweepAuditAsync(DateTimeOffset before, int most) =>
        PutAsync(writer => writer.SweepAudit(ChangeWriter.Milliseconds(before), most));
}
