using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Tqq.Bench.Loads;

/// <summary>Requests as bytes, and single exchanges for what has to be prepared.</summary>
internal static class Wire
{
    /// <summary>The client code that servers let in by default.</summary>
    public const string ClientCode = "9326B87B234E7235";

    /// <summary>A request around a body.</summary>
    public static byte[] Post(string body, bool keepsAlive = true) =>
        Encoding.ASCII.GetBytes(
            $"POST / HTTP/1.1\r\nContent-Length: {body.Length}\r\n{(keepsAlive ? "" : "Connection: close\r\n")}\r\n{body}");

    /// <summary>The body of a request; its SEQ has four digits, which a load counts up.</summary>
    public static string Body(string command, uint uin, string fields = "") => $"VER=1.1&CMD={command}&SEQ=1000&UIN={uin}{fields}";

    /// <summary>How many digits a key has, so that the length of a request stays: as many characters as 128 bits take.</summary>
    public const int KeyDigits = 22;

    /// <summary>The key of a text, which a load makes another for each request.</summary>
    public static readonly string NewKey = "&MK=" + new string('0', KeyDigits);

    /// <summary>The fields of a login.</summary>
    public static string LoginFields(string password) =>
        $"&PS={Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(password)))}&M5=1&LC={ClientCode}";

    /// <summary>One request on a connection of its own.</summary>
    /// <returns>All that came back.</returns>
    public static async Task<byte[]> ExchangeAsync(IPEndPoint server, string body)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(server);
        await connection.GetStream().WriteAsync(Post(body, keepsAlive: false));
        using var reply = new MemoryStream();
        await connection.GetStream().CopyToAsync(reply);
        return reply.ToArray();
    }

    /// <summary>One request that has to be done.</summary>
    /// <returns>The body of the reply.</returns>
    public static async Task<string> AskAsync(IPEndPoint server, string body)
    {
        var reply = Encoding.UTF8.GetString(await ExchangeAsync(server, body));
        return reply.Contains("&RES=0", StringComparison.Ordinal) && !reply.Contains("&RS=1", StringComparison.Ordinal)
            ? reply[(reply.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]
            : throw new InvalidOperationException($"unexpected reply to {body.Split('&')[1]}: {reply}");
    }
}
