using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
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
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;
    private int _connections;

    /// <param name="answer">What it says to each request.</param>
    /// <param name="certificate">What it shows, where it speaks TLS.</param>
    public StubServer(Func<StubRequest, StubReply> answer, X509Certificate2? certificate = null)
    {
        (_answer, _certificate) = (answer, certificate);
        _listener.Start();
        Uri = new($"{(certificate is null ? "http" : "https")}://{_listener.LocalEndpoint}/");
        _accepting = AcceptAsync();
    }

    public Uri Uri { get; }

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
            await using var stream = await OpenAsync(client.GetStream());
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
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException or AuthenticationException)
        {
        }
    }

    private async Task<Stream> OpenAsync(NetworkStream bare)
    {
        if (_certificate is null)
            return bare;
        var secure = new SslStream(bare);
        await secure.AuthenticateAsServerAsync(_certificate);
        return secure;
    }

    private static async Task<string?> ReadBodyAsync(Stream stream)
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
