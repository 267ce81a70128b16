using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Tqq.Bench.Loads;

namespace Tqq.Bench.Streams;

/// <summary>
/// Sends texts over the wire at a steady rate, each when its time has come, whatever became of those before. The senders keep no logs, so
/// that RES=0 comes when the recipient's text has been committed.
/// </summary>
/// <param name="server">The port of the wire.</param>
/// <param name="senders">Who sends, in turn; each has a session, and one connection, which is kept.</param>
internal sealed class PacedSends(IPEndPoint server, uint[] senders) : IDisposable
{
    private static readonly TimeSpan s_glance = TimeSpan.FromMilliseconds(1);

    private readonly Socket?[] _sockets = new Socket?[senders.Length];
    private readonly SemaphoreSlim[] _turns = [.. senders.Select(_ => new SemaphoreSlim(1))];

    /// <summary>When each was sent and when its answer came, in ticks of <see cref="Stopwatch"/>.</summary>
    public ConcurrentDictionary<int, (long Sent, long Answered)> Times { get; } = new();

    /// <summary>Sends.</summary>
    /// <param name="first">The number of the first text.</param>
    /// <param name="count">How many.</param>
    /// <param name="perSecond">How many a second.</param>
    /// <param name="target">To whom each goes.</param>
    public async Task RunAsync(int first, int count, int perSecond, Func<int, uint> target)
    {
        var (began, all) = (Stopwatch.GetTimestamp(), new List<Task>());
        for (var at = 0; at < count;)
        {
            for (; at < count && Stopwatch.GetElapsedTime(began).TotalSeconds * perSecond >= at; at++)
                all.Add(SendAsync(first + at, target(first + at)));
            await Task.Delay(s_glance);
        }

        await Task.WhenAll(all);
    }

    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket?.Dispose();
        foreach (var turn in _turns)
            turn.Dispose();
    }

    private async Task SendAsync(int number, uint target)
    {
        var sender = number % senders.Length;
        var sent = Stopwatch.GetTimestamp();
        await _turns[sender].WaitAsync();
        try
        {
            if (_sockets[sender] is not { } socket)
            {
                _sockets[sender] = socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(server);
            }

            await socket.SendAsync(Wire.Post(Wire.Body("CLTMSG", senders[sender], $"&UN={target}&MG={OpenStreams.Text(number)}").Replace(
                "SEQ=1000", string.Create(CultureInfo.InvariantCulture, $"SEQ={1000 + (number / senders.Length)}"),
                StringComparison.Ordinal)));
            // An answer is small and comes in one piece.
            var answer = new byte[2048];
            var count = await socket.ReceiveAsync(answer);
            if (answer.AsSpan(0, count).IndexOf("&RES=0"u8) < 0)
                throw new InvalidOperationException("unexpected answer: " + Encoding.UTF8.GetString(answer, 0, count));
            Times[number] = (sent, Stopwatch.GetTimestamp());
        }
        finally
        {
            _turns[sender].Release();
        }
    }
}
