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

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", 5, true)]
    [InlineData("HTTP/1.1 200 OK\ncontent-length:5\n\n", 5, true)]
    [InlineData("HTTP/1.1 200 OK\nContent-Length: 5\n\r\n", 5, true)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\n", 5, true)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 05\r\n\r\n", 5, true)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\nConnection: keep-alive\r\n\r\n", 5, false)]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 5\r\nConnection: x, Keep-Alive\r\n\r\n", 5, true)]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\n", 5, false)]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", null, false)]
    public void The_head_of_a_reply_is_read_as_tolerantly_as_a_client_has_to(string text, int? length, bool keepsAlive)
    {
        Assert.True(ReplyBlockReader.TryRead(Bytes.Of(text), out var head));
        Assert.Equal(new ReplyBlockHead(200, length, keepsAlive, text.Length), head);
    }

    [Theory]
    [InlineData("SSH-2.0")]
    [InlineData("HTTP/1.1 +20 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 20\0 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n")]
    public void What_is_no_head_of_a_reply_is_said_to_be_none(string text) => Assert.False(ReplyBlockReader.TryRead(Bytes.Of(text), out _));

    [Fact]
    public void A_reply_with_a_head_over_8_kib_is_refused_however_much_of_it_has_come()
    {
        var bytes = Bytes.Of("HTTP/1.1 200 OK\r\nA: " + new string('x', 8192) + "\r\n\r\n");
        Assert.False(ReplyBlockReader.TryRead(bytes, out _));
        Assert.False(ReplyBlockReader.TryRead(bytes.AsSpan(0, 8192), out _));
        Assert.Null(ReplyBlockReader.TryRead(bytes.AsSpan(0, 8191), out _));
    }
}
