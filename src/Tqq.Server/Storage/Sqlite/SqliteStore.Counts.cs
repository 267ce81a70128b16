using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>The store as a whole: how much there is, and whether it is sound.</summary>
public sealed partial class SqliteStore : IStoreCounts
{
    /// <inheritdoc/>
    public DateTimeOffset? ReadThrough { get; private set; }

    /// <inheritdoc/>
    public Task<StoreCounts> CountAllAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Read(connection => new StoreCounts(
            reader.Count(),
            connection.Scalar("SELECT COUNT(*) FROM account WHERE created >= $1", ChangeWriter.Milliseconds(since)),
            connection.Rows("SELECT kind, COUNT(*) FROM device GROUP BY kind", row => (Kind: row.GetInt32(0), Count: row.GetInt64(1)))
                .ToImmutableDictionary(row => row.Kind, row => row.Count))), cancellationToken);

    /// <summary>
    /// Reads everything and names in <see cref="Damage"/> what is not as it was written: the parts, too, that nobody has asked for yet.
    /// Takes long where the store is big, beside all else; blocks the calling thread.
    /// </summary>
    public void LookForDamage(CancellationToken cancellationToken)
    {
        try
        {
            var found = StoreInspection.Run(_connections, cancellationToken).Damage;
            foreach (var line in found)
                Damage.Report(line);
            ReadThrough = found.Any() ? null : _time.GetUtcNow();
        }
        catch (SqliteException e)
        {
            Damage.Report(new Damage($"{_connections.FilePath} could not be looked through: {e.Why}", IsCertain: false));
        }
    }
}
