using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Tqq.Protocol.Http;

/// <summary>The HTTP request around a body, as today's clients send it; a server takes many others (protocol.md §1.1).</summary>
public static class RequestBlock
{
    /// <summary>Writes request line, headers and body.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="host">The value of `Host`: host and port.</param>
    /// <param name="body">The body.</param>
    /// <param name="keepAlive">Whether the connection is to be kept.</param>
    public static void Write(IBufferWriter<byte> output, string host, ReadOnlySpan<byte> body, bool keepAlive)
    {
        output.Write("POST / HTTP/1.1\r\nHost: "u8);
        Encoding.ASCII.GetBytes(host, output);
        output.Write("\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Length: "u8);
        _ = Utf8Formatter.TryFormat(body.Length, output.GetSpan(10), out var digits);
        output.Advance(digits);
        output.Write(keepAlive ? "\r\n\r\n"u8 : "\r\nConnection: close\r\n\r\n"u8);
        output.Write(body);
    }
}
