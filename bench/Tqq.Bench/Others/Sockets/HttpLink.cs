using System.Buffers.Text;
using System.Net;
using System.Text;

namespace Tqq.Bench.Others.Sockets;

/// <summary>HTTP/1.1 on one keep-alive connection: a request out, the body of its reply in.</summary>
internal sealed class HttpLink : IDisposable
{
    private readonly Link _link;
    private int _held; // bytes of the reply that was handed out last

    private HttpLink(Link link) => _link = link;

    /// <summary>Opens one.</summary>
    public static async Task<HttpLink> OpenAsync(IPEndPoint server) => new(await Link.OpenAsync(server));

    /// <summary>The bytes of a POST.</summary>
    /// <param name="path">With its slash.</param>
    /// <param name="headers">Further lines, each with its line end.</param>
    /// <param name="body">ASCII.</param>
    public static byte[] Post(string path, string headers, string body) =>
        Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}");

    /// <summary>The bytes of a GET.</summary>
    /// <param name="target">With its slash.</param>
    /// <param name="headers">Further lines, each with its line end.</param>
    public static byte[] Get(string target, string headers) =>
        Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n");

    /// <summary>Sends a request, whole.</summary>
    public ValueTask SendAsync(ReadOnlyMemory<byte> request) => _link.SendAsync(request);

    /// <summary>Waits until a reply is there.</summary>
    /// <returns>How many bytes its body has.</returns>
    /// <exception cref="InvalidOperationException">A status other than 200 and 201, or no length.</exception>
    public async ValueTask<int> ReceiveAsync()
    {
        _link.Use(_held);
        _held = 0;
        for (; ; await _link.ReadMoreAsync())
        {
            if (Measure(_link.Unused) is not (> 0 and var head, var body) || _link.Unused.Length < head + body)
                continue;
            _link.Use(head);
            _held = body;
            return body;
        }
    }

    /// <summary>The body of the reply that came last. Good until the next call.</summary>
    public ReadOnlySpan<byte> Body => _link.Unused[.._held];

    public void Dispose() => _link.Dispose();

    private static (int Head, int Body) Measure(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return default;
        var head = bytes[..(end + 2)];
        var at = head.IndexOf("\r\nContent-Length: "u8);
        if (at < 0)
            at = head.IndexOf("\r\ncontent-length: "u8);
        if (!head.StartsWith("HTTP/1.1 20"u8) || at < 0 || !Utf8Parser.TryParse(head[(at + 18)..], out int length, out _))
            throw new InvalidOperationException("unexpected reply: " + Encoding.UTF8.GetString(bytes));
        return (end + 4, length);
    }
}
