using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tqq.Client.Tests.Serving;

/// <summary>Something else than an HTTP QQ server: it says the same bytes to whatever comes, and keeps the connection.</summary>
internal sealed class BytesServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _clients = [];
    private readonly Task _accepting;

    /// <param name="says">What it says once the client has said something; nothing where it is empty.</param>
    /// <param name="closes">Whether it closes the connection then.</param>
    public BytesServer(string says, bool closes = false)
    {
        _listener.Start();
        _accepting = AcceptAsync(Encoding.Latin1.GetBytes(says), closes);
    }

    public ServerAddress Address => new($"{_listener.LocalEndpoint}");

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        foreach (var client in _clients)
            client.Dispose();
    }

    private async Task AcceptAsync(byte[] says, bool closes)
    {
        try
        {
            for (; ; )
            {
                var client = await _listener.AcceptTcpClientAsync();
                _clients.Add(client);
                if (says.Length > 0)
                    _ = SayAsync(client, says, closes);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private static async Task SayAsync(TcpClient client, byte[] says, bool closes)
    {
        try
        {
            var stream = client.GetStream();
            if (await stream.ReadAsync(new byte[4096]) > 0)
                await stream.WriteAsync(says);
            if (!closes)
                return;
            // Closed with something unread, it would be reset, and what was said could be lost.
            client.Client.Shutdown(SocketShutdown.Send);
            await stream.CopyToAsync(Stream.Null);
            client.Dispose();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
        }
    }
}
