using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tqq.Faults.Wire.Slow;

/// <summary>One attacker: it holds one connection in its way, and takes the next when the server has closed it.</summary>
/// <param name="kind">Its way.</param>
/// <param name="from">Its address.</param>
/// <param name="server">The wire port.</param>
/// <param name="pause">How long it waits, more or less, before it comes again.</param>
/// <param name="key">The session key of <see cref="Popular"/>.</param>
internal sealed class Attacker(Kind kind, IPAddress from, IPEndPoint server, TimeSpan pause, string key)
{
    /// <summary>Whoever lists the friends of this account gets some 60 KB.</summary>
    public const uint Popular = 20_000;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly byte[] Head = Encoding.ASCII.GetBytes("POST / HTTP/1.1\r\nX: " + new string('x', 8000));
    private static readonly byte[] Body = Encoding.ASCII.GetBytes("POST / HTTP/1.1\r\nContent-Length: 16000\r\n\r\n"
        + new string('x', 8000));

    public Kind Kind => kind;

    /// <summary>Whether it has a connection now.</summary>
    public bool IsIn { get; private set; }

    /// <summary>How often it was closed or refused.</summary>
    public int Losses { get; private set; }

    public static byte[] Post(string body) => Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    public async Task RunAsync()
    {
        for (; ; )
        {
            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 2048, NoDelay = true };
                socket.Bind(new IPEndPoint(from, 0));
                await socket.ConnectAsync(server);
                IsIn = true;
                await HoldAsync(socket);
            }
            catch (SocketException)
            {
                // Closed, or not let in.
            }

            IsIn = false;
            Losses++;
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()));
        }
    }

    // Ends when the server has ended the connection.
    private async Task HoldAsync(Socket socket)
    {
        var buffer = new byte[4096];
        switch (kind)
        {
            case Kind.Idle:
                await socket.ReceiveAsync(buffer);
                break;
            case Kind.Read:
                await socket.SendAsync(Post($"VER=1.1&CMD=List&SEQ=7&UIN={Popular}&TN=1&SK={key}"));
                while (await socket.ReceiveAsync(buffer.AsMemory(0, 1)) > 0)
                    await Task.Delay(Beat);
                break;
            default:
                var bytes = kind == Kind.Head ? Head : Body;
                var ended = socket.ReceiveAsync(buffer.AsMemory());
                var end = ended.AsTask();
                for (var at = kind == Kind.Head ? 0 : 45; !end.IsCompleted; at++)
                {
                    await socket.SendAsync(kind == Kind.Body && at == 45 ? bytes.AsMemory(0, 46) : bytes.AsMemory(at, 1));
                    await Task.WhenAny(end, Task.Delay(Beat));
                }

                await end;
                break;
        }
    }
}
