using Tqq.EndToEnd.Tests.Running;

[assembly: AssemblyFixture(typeof(SharedServer))]

namespace Tqq.EndToEnd.Tests.Running;

/// <summary>
/// One server for all tests that need no server of their own; each test brings its own people. Penalties are answered at once.
/// </summary>
public sealed class SharedServer : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();

    public TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await LocalServer.StartAsync(_directory.At("data"), "--penalty", "0");

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _directory.Dispose();
    }
}
