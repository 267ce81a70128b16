using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Tqq.Client;

/// <summary>One connection to the server.</summary>
internal sealed class ServerConnection : IDisposable
{
    private readonly Socket _socket;
    private Stream _stream = Stream.Null;

    private ServerConnection(Socket socket) => _socket = socket;

    /// <summary>Whether a reply has come over it before.</summary>
    public bool IsUsed { get; set; }

    /// <summary>Whether the server has ended it, as far as is known here: then a request on it would be lost, and nobody could say whether it was carried out.</summary>
    public bool HasEnded => _socket.Poll(TimeSpan.Zero, SelectMode.SelectRead) && _socket.Available == 0;

    /// <summary>The bytes both ways.</summary>
    public Stream Stream => _stream;

    /// <exception cref="SocketException">There is no connection.</exception>
    /// <exception cref="TqqException">As <see cref="ServerStream.OpenAsync"/>.</exception>
    public static async Task<ServerConnection> OpenAsync(ServerAddress server, X509Certificate2Collection? trustedRoots, CancellationToken cancellationToken)
    {
        var connection = new ServerConnection(new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
        try
        {
            await connection._socket.ConnectAsync(new Uri(server.ToString()).IdnHost.Trim('[', ']'), server.Port, cancellationToken).ConfigureAwait(false);
            connection._stream = await ServerStream.OpenAsync(connection._socket, server, trustedRoots, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Ends it with a reset: the server shall know that what it sent last may not have been had.</summary>
    public void Abort()
    {
        try
        {
            _socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is over already.
        }

        Dispose();
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }
}
