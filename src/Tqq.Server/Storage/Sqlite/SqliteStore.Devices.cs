using System.Collections.Immutable;
using Tqq.Core;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>Device sessions across accounts, and the key of the server itself.</summary>
public sealed partial class SqliteStore : IPushKeyStore
{
    /// <inheritdoc/>
    public Task<(Uin Owner, int Device)?> FindDeviceAsync(string credentialHash, CancellationToken cancellationToken) =>
        _reads.ReadAsync(() => _reader.Device(credentialHash), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<(Uin Owner, int Device)>> FindPushAsync(string endpoint, CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Read(connection => DeviceRows.FindPush(connection, endpoint)), cancellationToken);

    /// <inheritdoc/>
    public async Task<string> KeepPushKeyAsync(string fresh, CancellationToken cancellationToken)
    {
        if (await ReadPushKeyAsync(cancellationToken) is { } known)
            return known;
        await _journal.Put(writer => { writer.Run("INSERT OR IGNORE INTO push_key VALUES (1, $1)", fresh); });
        return await ReadPushKeyAsync(cancellationToken) ?? fresh;
    }

    private Task<string?> ReadPushKeyAsync(CancellationToken cancellationToken) =>
        ReadAll(reader => reader.Read(connection => connection.Query(
            "SELECT private_key FROM push_key", row => row.Read() ? row.GetString(0) : null)), cancellationToken);
}
