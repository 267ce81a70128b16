using System.Text;
using Tqq.Bench.Streams;

namespace Tqq.Bench.Tests.Streams;

public sealed class ChunkReaderTests
{
    private const string Answer =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1B\r\n, which has\r\nlines\r\n\r\nof it\r\n0\r\n\r\n";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Wherever_the_bytes_are_cut_the_body_is_the_same(int length)
    {
        var (reader, body) = (new ChunkReader(), new StringBuilder());
        foreach (var some in Encoding.ASCII.GetBytes(Answer).Chunk(length))
        {
            var read = new byte[some.Length];
            body.Append(Encoding.ASCII.GetString(read, 0, reader.Read(some, read)));
        }

        Assert.Equal("hello, which has\r\nlines\r\n\r\nof it", body.ToString());
    }
}
