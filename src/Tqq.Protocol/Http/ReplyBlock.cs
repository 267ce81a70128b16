using System.Buffers;
using System.Buffers.Text;

namespace Tqq.Protocol.Http;

/// <summary>The HTTP reply around a body, byte for byte as the original sent it (protocol.md §1.3): exactly these headers in this order.</summary>
public static class ReplyBlock
{
    /// <summary>The `Server` header of the original.</summary>
    public const string OriginalServer = "tencent imserver/1.0.0";

    /// <summary>Writes status line, headers and body.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="server">The value of `Server`, printable ASCII.</param>
    /// <param name="body">The body.</param>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> server, ReadOnlySpan<byte> body)
    {
        output.Write("HTTP/1.1 200 OK\r\nServer: "u8);
        output.Write(server);
        output.Write("\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Length: "u8);
        _ = Utf8Formatter.TryFormat(body.Length, output.GetSpan(10), out var digits);
        output.Advance(digits);
        output.Write("\r\n\r\n"u8);
        output.Write(body);
    }
}
