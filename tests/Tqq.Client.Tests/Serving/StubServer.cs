using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tqq.Client.Tests.Serving;

/// <summary>A server on a free port of loopback that answers as the test says.</summary>
internal sealed class StubServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Task, bool> _serving = new();
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Func<StubRequest, StubReply> _answer;
    private readonly Task _accepting;
    private int _connections;

    public StubServer(Func<StubRequest, StubReply> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Uri => new($"http://{_listener.LocalEndpoint}/");

    public ConcurrentQueue<StubRequest> Requests { get; } = new();

    /// <summary>How often a command came.</summary>
    public int Count(string command) => Requests.Count(request => request.Command == command);

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _end.CancelAsync();
        foreach (var client in _clients)
            client.Dispose();
        await _accepting;
        await Task.WhenAll(_serving.Keys);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            for (; ; )
            {
                var client = await _listener.AcceptTcpClientAsync();
                _clients.Add(client);
                _serving[ServeAsync(client, ++_connections)] = true;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client, int connection)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            while (await ReadBodyAsync(stream) is { } body)
            {
                var request = new StubRequest(body, connection);
                Requests.Enqueue(request);
                var reply = _answer(request);
                await (reply.Gate ?? Task.CompletedTask).WaitAsync(_end.Token);
                await stream.WriteAsync(reply.Bytes);
                if (reply.Closes)
                    return;
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
        }
    }

    private static async Task<string?> ReadBodyAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0)
                return null;
            head.Append((char)one[0]);
        }

        var length = head.ToString().Split("\r\n").Single(line => line.StartsWith("Content-Length: ", StringComparison.Ordinal))[16..];
        var body = new byte[int.Parse(length, CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body);
        return Encoding.UTF8.GetString(body);
    }
}
