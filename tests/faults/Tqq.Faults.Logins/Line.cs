using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Tqq.Faults.Logins;

/// <summary>One keep-alive connection from an address of one's choice; it is made again when the server has ended it.</summary>
internal sealed class Line(IPEndPoint server, IPAddress from) : IDisposable
{
    private readonly byte[] _buffer = new byte[4096];
    private Socket? _socket;
    private int _seq = 1000;

    public static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));

    public Task<string> LoginAsync(uint uin, string password) => AskAsync("Login", uin, $"&PS={Md5(password)}&M5=1&LC=9326B87B234E7235");

    /// <returns>What stands behind `RES=` in the reply; empty where the connection ended before.</returns>
    public async Task<string> AskAsync(string command, uint uin, string fields = "")
    {
        var body = $"VER=1.1&CMD={command}&SEQ={++_seq}&UIN={uin}{fields}";
        var request = Encoding.UTF8.GetBytes($"POST / HTTP/1.1\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
        for (var isSecondTry = _socket is null; ; isSecondTry = true)
        {
            var reply = await ExchangeAsync(request);
            if (reply.Length > 0 || isSecondTry)
                return reply.Length == 0 ? "" : reply[(reply.IndexOf("&RES=", StringComparison.Ordinal) + 5)..];
        }
    }

    public void Dispose() => _socket?.Dispose();

    private async Task<string> ExchangeAsync(byte[] request)
    {
        try
        {
            if (_socket is null)
            {
                _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                _socket.Bind(new IPEndPoint(from, 0));
                await _socket.ConnectAsync(server);
            }

            await _socket.SendAsync(request);
            if (await _socket.ReceiveAsync(_buffer) is > 0 and var length)
                return Encoding.UTF8.GetString(_buffer, 0, length);
        }
        catch (SocketException)
        {
            // Ended by the server, as where there was no place to wait.
        }

        _socket?.Dispose();
        _socket = null;
        return "";
    }
}
