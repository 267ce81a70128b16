using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Tqq.Bench.Handshakes;

/// <summary>TLS clients that arrive at a rate, however slow the server is, make a handshake and leave.</summary>
internal sealed class HandshakeLoad : IAsyncDisposable
{
    private static readonly TimeSpan s_beat = TimeSpan.FromMilliseconds(10);

    private readonly IPEndPoint _server;
    private readonly CancellationTokenSource _stop = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Task _arrivals;
    private int _done;

    /// <param name="server">A TLS endpoint.</param>
    /// <param name="perSecond">How many arrive each second; none where this is 0.</param>
    public HandshakeLoad(IPEndPoint server, int perSecond)
    {
        _server = server;
        _arrivals = Task.Run(() => ArriveAsync(perSecond));
    }

    /// <summary>Nobody arrives any more.</summary>
    /// <returns>How many handshakes were done each second.</returns>
    public async Task<double> StopAsync()
    {
        await _stop.CancelAsync();
        var perSecond = _done / _watch.Elapsed.TotalSeconds;
        await _arrivals;
        return perSecond;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _arrivals;
        _stop.Dispose();
    }

    private async Task ArriveAsync(int perSecond)
    {
        var clients = new List<Task>();
        while (!_stop.IsCancellationRequested)
        {
            for (var due = (int)(_watch.Elapsed.TotalSeconds * perSecond); clients.Count < due;)
                clients.Add(Task.Run(ShakeHandsAsync));
            await Task.Delay(s_beat);
        }

        await Task.WhenAll(clients);
    }

    private async Task ShakeHandsAsync()
    {
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(_server, _stop.Token);
            await using var tls = new SslStream(new NetworkStream(socket));
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "bench", AllowTlsResume = false,
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null }, _stop.Token);
            Interlocked.Increment(ref _done);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // Too late, or cut off: not done.
        }
    }
}
