using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Contacts;
using Tqq.Core.Profiles;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>What accounts keep of others, and how they are found.</summary>
public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    public Task<ImmutableArray<Acquaintance>> ListAcquaintancesAsync(
        Uin owner, AcquaintanceList list, Uin after, int limit, CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Acquaintances(owner, list, after, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<FoundAccount>> FindAccountsAsync(
        string beginning, FoundAccount? after, int limit, CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Find(beginning, after, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<FoundAccount?> FindAccountAsync(Uin uin, CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Find(uin), cancellationToken);
}
