using Tqq.EndToEnd.Tests.Running;

[assembly: AssemblyFixture(typeof(UnlimitedServer))]

namespace Tqq.EndToEnd.Tests.Running;

/// <summary>One server without limits and with short penalties, for tests that do very much.</summary>
public sealed class UnlimitedServer : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();

    public TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await LocalServer.StartAsync(
        _directory.At("data"), "--penalty", "20ms", "--rate-message", "off", "--rate-other", "off", "--rate-status", "off", "--rate-friend",
            "off");

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _directory.Dispose();
    }
}
