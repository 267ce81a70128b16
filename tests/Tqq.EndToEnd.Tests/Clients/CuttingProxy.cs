using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tqq.EndToEnd.Tests.Clients;

/// <summary>Stands between a client and the server and cuts the connection inside a reply, once for each <see cref="CutNext"/>.</summary>
public sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Task> _connections = [];
    private readonly List<IDisposable> _sockets = [];
    private readonly IPEndPoint _server;
    private readonly Task _accepting;
    private readonly Lock _lock = new();
    private (string Command, int Bytes, bool Resets)? _cut;

    public CuttingProxy(IPEndPoint server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Uri => new($"http://{_listener.LocalEndpoint}/");

    /// <summary>What happens when the server has answered and its reply is about to be cut.</summary>
    public Func<Task>? BeforeCut { get; set; }

    /// <summary>How long the last reply was that was to be cut.</summary>
    public int LastLength { get; private set; }

    /// <summary>Whether the last <see cref="CutNext"/> is done.</summary>
    public bool HasCut => _cut is null;

    /// <summary>The next reply to a command that carries anything gets through only to this many bytes.</summary>
    public void CutNext(string command, int bytes, bool resets)
    {
        lock (_lock)
            _cut = (command, bytes, resets);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        lock (_lock)
            _sockets.ForEach(socket => socket.Dispose());
        await _accepting;
        await Task.WhenAll(_connections);
    }

    private async Task AcceptAsync()
    {
        try
        {
            for (; ; )
            {
                var (client, server) = (await _listener.AcceptSocketAsync(), new Socket(SocketType.Stream, ProtocolType.Tcp));
                lock (_lock)
                    _sockets.AddRange([client, server]);
                _connections.Add(RelayAsync(client, server));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private async Task RelayAsync(Socket client, Socket server)
    {
        try
        {
            await server.ConnectAsync(_server);
            while (await ReadBlockAsync(client) is { } request)
            {
                await server.SendAsync(request);
                if (await ReadBlockAsync(server) is not { } reply)
                    break;
                if (TakeCut(request, reply) is not { } cut)
                {
                    await client.SendAsync(reply);
                    continue;
                }

                await (BeforeCut?.Invoke() ?? Task.CompletedTask);
                await client.SendAsync(reply.AsMemory(0, Math.Min(cut.Bytes, reply.Length)));
                if (cut.Resets)
                    (client.LingerState, server.LingerState) = (new(true, 0), new(true, 0));
                break;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
        finally
        {
            client.Dispose();
            server.Dispose();
        }
    }

    private (string Command, int Bytes, bool Resets)? TakeCut(byte[] request, byte[] reply)
    {
        lock (_lock)
        {
            if (_cut is not { } cut || !Encoding.UTF8.GetString(request).Contains($"CMD={cut.Command}&", StringComparison.OrdinalIgnoreCase)
                || Encoding.UTF8.GetString(reply).Contains("&MN=0&", StringComparison.Ordinal))
                return null;
            (LastLength, _cut) = (reply.Length, null);
            return cut;
        }
    }

    // A head and as much body as it announces.
    private static async Task<byte[]?> ReadBlockAsync(Socket socket)
    {
        var bytes = new List<byte>();
        var buffer = new byte[8192];
        for (; ; )
        {
            var text = Encoding.Latin1.GetString([.. bytes]);
            var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (head >= 0 && bytes.Count >= head + 4 + LengthIn(text[..head]))
                return [.. bytes];
            var count = await socket.ReceiveAsync(buffer);
            if (count == 0)
                return null;
            bytes.AddRange(buffer.AsSpan(0, count));
        }
    }

    private static int LengthIn(string head) => int.Parse(
        head.Split("\r\n").Single(line => line.StartsWith("Content-Length: ", StringComparison.Ordinal))[16..],
            CultureInfo.InvariantCulture);
}
