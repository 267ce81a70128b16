using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Tqq.Bench.Accounts;

namespace Tqq.Bench.Streams;

/// <summary>Very many event streams, a connection each. Notes when each text arrives.</summary>
internal sealed class OpenStreams : IDisposable
{
    private const string Mark = "\"text\":\"bench ";
    private const int AtOnce = 100;

    private readonly ConcurrentDictionary<int, long> _arrived = new();
    private readonly List<Socket> _sockets = [];
    private int _events;

    /// <summary>When each text arrived, in ticks of <see cref="Stopwatch"/>.</summary>
    public IReadOnlyDictionary<int, long> Arrived => _arrived;

    /// <summary>How many texts came, each as often as it did.</summary>
    public int Events => Volatile.Read(ref _events);

    /// <summary>The text with a number.</summary>
    public static string Text(int number) => string.Create(CultureInfo.InvariantCulture, $"bench {number:D8}");

    /// <summary>Opens a stream for each account.</summary>
    /// <returns>Ends when all have said that they are ready.</returns>
    public async Task OpenAsync(IPEndPoint server, IEnumerable<uint> uins)
    {
        foreach (var some in uins.Chunk(AtOnce))
            await Task.WhenAll(some.Select(uin => OpenAsync(server, uin)));
    }

    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
    }

    private async Task OpenAsync(IPEndPoint server, uint uin)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        lock (_sockets)
            _sockets.Add(socket);
        await socket.ConnectAsync(server);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /api/v1/events HTTP/1.1\r\nHost: bench\r\n{DeviceMaker.Header(uin)}\r\n"));
        var ready = new TaskCompletionSource();
        _ = ReadAsync(socket, ready);
        await ready.Task;
    }

    private async Task ReadAsync(Socket socket, TaskCompletionSource ready)
    {
        var (buffer, body, rest, chunks) = (new byte[2048], new byte[2048], "", new ChunkReader());
        var isOpen = false;
        try
        {
            while (await socket.ReceiveAsync(buffer) is > 0 and var count)
            {
                var now = Stopwatch.GetTimestamp();
                if (!isOpen && !(isOpen = buffer.AsSpan(0, count).StartsWith("HTTP/1.1 200 "u8)))
                    throw new InvalidOperationException("unexpected answer: " + Encoding.UTF8.GetString(buffer, 0, count));
                rest += Encoding.ASCII.GetString(body, 0, chunks.Read(buffer.AsSpan(0, count), body));
                if (!ready.Task.IsCompleted && rest.Contains("event: ready", StringComparison.Ordinal))
                    ready.SetResult();
                Note(rest, now);
                var end = rest.LastIndexOf('\n');
                rest = rest[(end + 1)..];
            }

            ready.TrySetException(new InvalidOperationException("the server ended a stream: " + rest));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            ready.TrySetException(e);
        }
    }

    private void Note(string lines, long now)
    {
        for (var at = lines.IndexOf(Mark, StringComparison.Ordinal); at >= 0; at = lines.IndexOf(Mark, at + 1, StringComparison.Ordinal))
        {
            // A line that has not come whole is looked at again with its rest.
            if (lines.IndexOf('\n', at) < 0)
                return;
            Interlocked.Increment(ref _events);
            _arrived.TryAdd(int.Parse(lines.AsSpan(at + Mark.Length, 8), CultureInfo.InvariantCulture), now);
        }
    }
}
