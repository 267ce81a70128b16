using Tqq.Server.Storage;

namespace Tqq.Server.Tests.Storage;

/// <summary>The contract under a second engine.</summary>
public sealed class MemoryStoreTests : StoreContract
{
    private readonly MemoryStore _store = new();

    protected override Task<IStore> OpenAsync() => Task.FromResult<IStore>(_store);
}
