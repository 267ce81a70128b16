using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Tqq.Faults.Delivery;

/// <summary>
/// One connection of a client that can be slow, fall silent and break. What it has read completely is what its program has received.
/// </summary>
internal sealed class Line : IDisposable
{
    private const int SocketLevel = 1; // SOL_SOCKET
    private const int Mark = 36; // SO_MARK

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly List<byte> _unread = [];
    private readonly byte[] _buffer = new byte[32 * 1024];

    private bool _hasEnded;

    private Line(Socket socket, Stream stream) => (_socket, _stream) = (socket, stream);

    /// <summary>The client's own end.</summary>
    public IPEndPoint From { get; private init; } = null!;

    /// <param name="network">Where.</param>
    /// <param name="from">The client's own address, which also decides over which link it goes.</param>
    /// <param name="hasTls">Whether it is encrypted.</param>
    /// <param name="receiveBuffer">`SO_RCVBUF`; null for the kernel's own choice.</param>
    public static async Task<Line> OpenAsync(Network network, IPAddress from, bool hasTls, int? receiveBuffer = null)
    {
        using var patience = new CancellationTokenSource(s_patience);
        var socket = network.AtClient(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        try
        {
            if (receiveBuffer is { } size)
                socket.ReceiveBufferSize = size;
            socket.Bind(new IPEndPoint(from, 0));
            var server = from.GetAddressBytes()[1] == Network.WiFiServer.GetAddressBytes()[1] ? Network.WiFiServer : Network.MobileServer;
            await socket.ConnectAsync(new IPEndPoint(server, hasTls ? ServerInNetwork.TlsPort : ServerInNetwork.Port), patience.Token);
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            if (hasTls)
            {
                var tls = new SslStream(stream);
                // The certificate is one that this run made for itself.
                await tls.AuthenticateAsClientAsync(
                    new SslClientAuthenticationOptions { TargetHost = "qq.test",
                        RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=qq.test" },
                        patience.Token);
                stream = tls;
            }

            return new(socket, stream) { From = (IPEndPoint)socket.LocalEndPoint! };
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async Task SendAsync(string body, bool isLast = false)
    {
        var header = isLast ? "Connection: close\r\n" : "";
        using var patience = new CancellationTokenSource(s_patience);
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(
            $"POST / HTTP/1.1\r\n{header}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"), patience.Token);
    }

    /// <summary>Reads one reply.</summary>
    /// <returns>Its body, once the program has all of it; null where the connection ends before, or nothing comes for a minute.</returns>
    public async Task<string?> ReadReplyAsync()
    {
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            for (; ; )
            {
                if (TryTakeReply() is { } body)
                    return body;
                var count = await _stream.ReadAsync(_buffer, patience.Token);
                if (count == 0)
                    return null;
                _unread.AddRange(_buffer.AsSpan(0, count));
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Reads once, and stops.</summary>
    public async Task ReadSomeAsync()
    {
        using var patience = new CancellationTokenSource(s_patience);
        _unread.AddRange(_buffer.AsSpan(0, await _stream.ReadAsync(_buffer.AsMemory(0, 100), patience.Token)));
    }

    /// <summary>Waits until the client's kernel has something of the reply, and leaves it there.</summary>
    public async Task AwaitArrivalAsync()
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (_socket.Available == 0)
            await Task.Delay(10, patience.Token);
    }

    /// <summary>From now on the client's kernel has room for a whole reply.</summary>
    public void Widen() => _socket.ReceiveBufferSize = 1 << 20;

    /// <summary>Nothing of the server gets through any more.</summary>
    public void FallDeaf() => SetMark(1);

    /// <summary>Nothing gets through any more, in either direction.</summary>
    public void FallSilent() => SetMark(1 | 2);

    /// <summary>Requests get through; what the client's kernel confirms and its FIN do not.</summary>
    public void LoseConfirmations() => SetMark(4);

    /// <summary>The network is back.</summary>
    public void Heal() => SetMark(0);

    /// <summary>Ends with a reset, whatever has not been read, unless it has ended already.</summary>
    public void Reset()
    {
        if (_hasEnded)
            return;
        _hasEnded = true;
        _socket.LingerState = new(true, 0);
        _socket.Dispose();
    }

    /// <summary>Ends with a FIN.</summary>
    public void Dispose()
    {
        _hasEnded = true;
        _stream.Dispose();
    }

    private void SetMark(int mark) => _socket.SetRawSocketOption(SocketLevel, Mark, BitConverter.GetBytes(mark));

    private string? TryTakeReply()
    {
        var bytes = CollectionsMarshal.AsSpan(_unread);
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return null;
        var length = bytes.IndexOf("Content-Length: "u8) is var at and >= 0
            ? int.Parse(bytes[(at + 16)..end], NumberStyles.None, CultureInfo.InvariantCulture)
            : throw new InvalidDataException("a reply without Content-Length");
        if (bytes.Length < end + 4 + length)
            return null;
        var body = Encoding.UTF8.GetString(bytes.Slice(end + 4, length));
        _unread.RemoveRange(0, end + 4 + length);
        return body;
    }
}
