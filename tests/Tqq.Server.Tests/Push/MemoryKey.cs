using Tqq.Server.Storage;

namespace Tqq.Server.Tests.Push;

/// <summary>Keeps a key in memory.</summary>
internal sealed class MemoryKey : IPushKeyStore
{
    private string? _kept;

    public Task<string> KeepPushKeyAsync(string fresh, CancellationToken cancellationToken) => Task.FromResult(_kept ??= fresh);
}
