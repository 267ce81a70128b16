using System.Buffers;
using System.Text;
using Tqq.Protocol.Http;

namespace Tqq.Protocol.Tests.Http;

/// <summary>The HTTP around the bodies (protocol.md §1.3).</summary>
public sealed class BlockTests
{
    [Fact]
    public void A_reply_has_exactly_these_headers_in_this_order()
    {
        var output = new ArrayBufferWriter<byte>();
        ReplyBlock.Write(output, "tencent imserver/1.0.0"u8, "好"u8);
        Assert.Equal(
            "HTTP/1.1 200 OK\r\nServer: tencent imserver/1.0.0\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Length: 3\r\n\r\n好",
            Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "Connection: close\r\n")]
    public void A_request_says_whether_the_connection_is_kept(bool keepAlive, string connection)
    {
        var output = new ArrayBufferWriter<byte>();
        RequestBlock.Write(output, "localhost:8000", "VER=1.1"u8, keepAlive);
        Assert.Equal(
            $"POST / HTTP/1.1\r\nHost: localhost:8000\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Length: 7\r\n{connection}\r\nVER=1.1",
            Encoding.UTF8.GetString(output.WrittenSpan));
    }
}
