using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tqq.Probe.Tests.Serving;

/// <summary>A server with faults: it has a right one answer, and spoils what that says.</summary>
internal sealed class BrokenServer : IAsyncDisposable
{
    private static int s_addresses;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<Task> _serving = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly IPEndPoint _right;
    private readonly IReadOnlyList<Fault> _faults;
    private readonly Task _accepting;

    // Each goes to the right server from an address of its own, as servers count logins by address.
    private readonly IPAddress _from = new([127, 0, 9, (byte)Interlocked.Increment(ref s_addresses)]);

    public BrokenServer(IPEndPoint right, IReadOnlyList<Fault> faults)
    {
        (_right, _faults) = (right, faults);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_serving);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            for (; ; )
                _serving.Add(ServeAsync(await _listener.AcceptSocketAsync(_stopping.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var right = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var _ = client;
        try
        {
            right.Bind(new IPEndPoint(_from, 0));
            await right.ConnectAsync(_right, _stopping.Token);
            var request = new MemoryStream();
            var there = PumpAsync(client, right, request);
            await AnswerAsync(client, right, request);
            await there;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One of the two has gone.
        }
    }

    private async Task PumpAsync(Socket from, Socket to, MemoryStream seen)
    {
        var buffer = new byte[65536];
        while (await from.ReceiveAsync(buffer, _stopping.Token) is > 0 and var count)
        {
            lock (seen)
                seen.Write(buffer, 0, count);
            await to.SendAsync(buffer.AsMemory(0, count), _stopping.Token);
        }

        to.Shutdown(SocketShutdown.Send);
    }

    // What comes is passed on as it comes, unless a fault has to see all of it.
    private async Task AnswerAsync(Socket client, Socket right, MemoryStream request)
    {
        var (buffer, held) = (new byte[65536], new StringBuilder());
        IReadOnlyList<Fault> faults = [];
        while (await right.ReceiveAsync(buffer, _stopping.Token) is > 0 and var count)
        {
            faults = faults.Count == 0 ? Find(request) : faults;
            if (faults.Count == 0)
                await client.SendAsync(buffer.AsMemory(0, count), _stopping.Token);
            else
                held.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        faults = faults.Count == 0 && held.Length == 0 ? Find(request) : faults;
        if (faults.Count > 0)
        {
            if (faults.Aggregate(held.ToString(), (reply, fault) => fault.Change(reply)!) is not { } said)
            {
                await Task.Delay(Timeout.Infinite, _stopping.Token);
                return;
            }

            if (said == "reset")
            {
                client.LingerState = new(true, 0);
                client.Close();
                return;
            }

            await client.SendAsync(Encoding.Latin1.GetBytes(said), _stopping.Token);
        }

        client.Shutdown(SocketShutdown.Send);
    }

    private IReadOnlyList<Fault> Find(MemoryStream request)
    {
        lock (request)
        {
            var text = Encoding.Latin1.GetString(request.ToArray());
            return [.. _faults.Where(fault => fault.Shows(text))];
        }
    }
}
