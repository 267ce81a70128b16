using System.Text;
using Microsoft.AspNetCore.Connections;
using Tqq.Server.Wire.Connections;

namespace Tqq.Server.Wire.Http;

/// <summary>Kestrel's door to HTTP on the wire port: one <see cref="HttpConnection"/> for each connection.</summary>
/// <param name="services">What all connections share.</param>
internal sealed class HttpConnectionHandler(WireServices services) : ConnectionHandler
{
    private readonly byte[] _server = Encoding.ASCII.GetBytes(services.Options.ServerHeader);

    /// <inheritdoc/>
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        using var wire = new WireConnection(connection, services);
        await wire.RunAsync(new HttpConnection(wire, _server));
    }
}
