using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tqq.Faults.Wire.Slow;

/// <summary>
/// A client that behaves, and a watch in its hand: a poll every 5 ms on a connection that it keeps, and every tenth on a new one.
/// </summary>
/// <param name="server">The wire port.</param>
/// <param name="from">Its address.</param>
/// <param name="uin">Its account, logged in.</param>
internal sealed class Healthy(IPEndPoint server, IPAddress from, uint uin)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly byte[] _poll = Attacker.Post($"VER=1.1&CMD=GetMsgEx&SEQ=7&UIN={uin}");
    private readonly byte[] _reply = new byte[4096];
    private Socket? _kept;

    /// <summary>Measures for some time.</summary>
    /// <returns>
    /// Milliseconds of polls on the connection that is kept, and of those on new ones with their connecting;
    /// and how often one of them failed.
    /// </returns>
    public async Task<(List<double> Kept, List<double> Fresh, int Failed)> MeasureAsync(TimeSpan time)
    {
        var (kept, fresh, failed) = (new List<double>(), new List<double>(), 0);
        var whole = Stopwatch.StartNew();
        for (var number = 0; whole.Elapsed < time; number++)
        {
            var isFresh = number % 10 == 9;
            var started = Stopwatch.GetTimestamp();
            try
            {
                if (isFresh)
                {
                    using var socket = await ConnectAsync();
                    await PollAsync(socket);
                }
                else
                {
                    _kept ??= await ConnectAsync();
                    await PollAsync(_kept);
                }

                (isFresh ? fresh : kept).Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
            catch (SocketException)
            {
                failed++;
                _kept?.Dispose();
                _kept = null;
            }

            await Task.Delay(Pause);
        }

        return (kept, fresh, failed);
    }

    /// <summary>Logs in, with a session key where one is asked for.</summary>
    /// <returns>The reply.</returns>
    public async Task<string> LoginAsync(string passwordMd5, string extra = "")
    {
        using var socket = await ConnectAsync();
        await socket.SendAsync(Attacker.Post($"VER=1.1&CMD=Login&SEQ=1&UIN={uin}&PS={passwordMd5}&M5=1&LC=9326B87B234E7235{extra}"));
        return Encoding.ASCII.GetString(_reply, 0, await socket.ReceiveAsync(_reply));
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(server);
        return socket;
    }

    private async Task PollAsync(Socket socket)
    {
        await socket.SendAsync(_poll);
        var count = await socket.ReceiveAsync(_reply);
        if (!_reply.AsSpan(0, count).EndsWith("&RES=0&MN=0&MT=&UN=&MG="u8))
            throw new SocketException((int)SocketError.ConnectionReset);
    }
}
