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
    public static void Probe(string setting, ListenEndpoint listen)
    {
        var endpoint = listen.Address;
        if (endpoint.Port == 0)
            return;
        try
        {
            using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(endpoint);
            socket.Listen();
        }
        catch (SocketException e)
        {
            throw Refused(setting, endpoint, e);
        }
    }

    public static ServerStartException Refused(string setting, EndPoint endpoint, Exception cause) => new(
        cause is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }
            ? $"{endpoint} is in use by another program: stop it, or choose another with --{setting} ADDRESS:PORT (port 0 picks a free one)"
            : $"cannot listen on {endpoint}: {Why(cause)}; choose another with --{setting} ADDRESS:PORT",
        cause);

    private static string Why(Exception cause) => (cause as SocketException)?.SocketErrorCode switch
    {
        SocketError.AccessDenied => "permission denied",
        SocketError.AddressNotAvailable => "this machine has no such address",
        SocketError.AddressFamilyNotSupported => "this machine has no addresses of that kind",
        _ => $"the system says \"{cause.Message}\"",
    };
}
