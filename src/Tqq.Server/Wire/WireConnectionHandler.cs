using Microsoft.AspNetCore.Connections;

namespace Tqq.Server.Wire;

/// <summary>Kestrel's door to the wire port: one <see cref="WireConnection"/> for each connection.</summary>
/// <param name="services">What all connections share.</param>
internal sealed class WireConnectionHandler(WireServices services) : ConnectionHandler
{
    /// <inheritdoc/>
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        using var wire = new WireConnection(connection, services);
        await wire.RunAsync();
    }
}
