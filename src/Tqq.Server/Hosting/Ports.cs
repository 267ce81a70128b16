using System.Net;
using System.Net.Sockets;
using Tqq.Server.Hosting.Settings;

namespace Tqq.Server.Hosting;

/// <summary>
/// Looks whether ports are free before anything else is touched, so that a server that cannot start leaves nothing behind.
/// </summary>
internal static class Ports
{
    /// <exception cref="ServerStartException">One of them cannot be had; the text says which and why.</exception>
    public static void Probe(IEnumerable<(string Setting, ListenEndpoint Endpoint)> wanted)
    {
        // Each is held until all were tried, so that two of one server that are in each other's way are found too.
        var held = new List<(string Setting, IPEndPoint Address, Socket Socket)>();
        try
        {
            foreach (var (setting, endpoint) in wanted)
                if (endpoint.Address is { Port: not 0 } address)
                    held.Add((setting, address, Hold(setting, address, held.Find(other => other.Address.Port == address.Port))));
        }
        finally
        {
            held.ForEach(one => one.Socket.Dispose());
        }
    }

    private static Socket Hold(string setting, IPEndPoint address, (string? Setting, IPEndPoint Address, Socket) samePort)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // As Kestrel does: a port that listens on all addresses takes IPv4, too.
            if (address.Address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.Bind(address);
            socket.Listen();
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw e.SocketErrorCode == SocketError.AddressAlreadyInUse && samePort.Setting is { } other
                ? new ServerStartException(
                    $"--{other} {ListenEndpoint.Written(samePort.Address)} and --{setting} {ListenEndpoint.Written(address)} are the same port: give each its own", e)
                : Refused(setting, address, e);
        }
    }

    public static ServerStartException Refused(string setting, IPEndPoint address, Exception cause) => new(
        cause is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }
            ? $"{ListenEndpoint.Written(address)} is in use by another program: stop it, or choose another with --{setting} ADDRESS:PORT (port 0 picks a free one)"
            : $"cannot listen on {ListenEndpoint.Written(address)}: {Why(cause)}; choose another with --{setting} ADDRESS:PORT",
        cause);

    private static string Why(Exception cause) => (cause as SocketException)?.SocketErrorCode switch
    {
        SocketError.AccessDenied => "permission denied",
        SocketError.AddressNotAvailable => "this machine has no such address",
        SocketError.AddressFamilyNotSupported => "this machine has no addresses of that kind",
        _ => $"the system says \"{cause.Message}\"",
    };
}
