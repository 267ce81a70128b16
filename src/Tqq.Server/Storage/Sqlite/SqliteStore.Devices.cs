using Tqq.Core;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>Device sessions across accounts.</summary>
public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    public Task<(Uin Owner, int Device)?> FindDeviceAsync(string credentialHash, CancellationToken cancellationToken) =>
        _reads.ReadAsync(() => _reader.Device(credentialHash), cancellationToken);
}
