using System.Buffers;
using System.Text;
using Tqq.Server.Wire.Http;

namespace Tqq.Server.Tests.Wire.Http;

/// <summary>Heads that are accepted and heads that are refused (protocol.md §1.1, §1.2).</summary>
public sealed class HeadTests
{
    private static (Head Head, int Status) Read(string text)
    {
        var bytes = new ReadOnlySequence<byte>(Encoding.Latin1.GetBytes(text));
        var scanner = default(HeadScanner);
        if (!scanner.TryFindEnd(bytes, out var length, out var refusal))
            return (default, refusal?.Status ?? 0);
        refusal = HeadParser.Parse(bytes.Slice(0, length).ToArray(), out var head);
        return (head, refusal?.Status ?? 200);
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n", true)]
    [InlineData("POST HTTP/1.1\r\nContent-length: 5\r\n\r\n", true)]
    [InlineData("POST  HTTP/1.1\r\ncontent-LENGTH:5\r\n\r\n", true)]
    [InlineData("POST HTTP/1.0\r\nContent-Length: 5\r\n\r\n", false)]
    [InlineData("POST http://host:8000/x?y HTTP/1.1\r\nCookie: \r\nContent-Length: 005\r\n\r\n", true)]
    [InlineData("POST / HTTP/1.1\r\nConnection: close\r\nContent-Length: 5\r\n\r\n", false)]
    [InlineData("POST / HTTP/1.0\r\nConnection: foo, Keep-Alive\r\nContent-Length: 5\r\n\r\n", false)]
    [InlineData("POST / HTTP/1.1\r\nConnection: close, keep-alive\r\nContent-Length: 5\r\n\r\n", false)]
    [InlineData("POST / HTTP/1.0\r\nConnection: close\r\nConnection: keep-alive\r\nContent-Length: 5\r\n\r\n", false)]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n", true)]
    [InlineData("POST / HTTP/1.1\r\nConnection: close\r\nConnection: keep-alive\r\nContent-Length: 5\r\n\r\n", false)]
    [InlineData("POST / HTTP/1.0\r\nConnection: keep-alive, close\r\nContent-Length: 5\r\n\r\n", false)]
    [InlineData("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n", false)]
    [InlineData("POST / HTTP/1.1\r\nExpect: \r\nContent-Length: 5\r\n\r\n", true)]
    [InlineData(
        "POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\n",
        true)]
    [InlineData(
        "POST / HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5\r\n\r\n",
        true)]
    public void These_are_accepted(string text, bool keepAlive) =>
        Assert.Equal((new Head(HeadMethod.Post, 5, keepAlive, ExpectsContinue: false, IsForm: false, HasTarget: text[5] != ' '
            && !text.StartsWith("POST HTTP/", StringComparison.Ordinal)), 200), Read(text));

    [Theory]
    [InlineData("X: y", null)]
    [InlineData("Origin: http://a.example", "http://a.example")]
    [InlineData("origin:null\r\nSec-Fetch-Site: same-origin", "null")]
    [InlineData("Sec-Fetch-Site: cross-site\r\nOrigin: http://a.example", "http://a.example")]
    [InlineData("Sec-Fetch-Site: Cross-Site", "")]
    [InlineData("Sec-Fetch-Site: same-origin", null)]
    [InlineData("Sec-Fetch-Site: none", null)]
    [InlineData("Origin:", "")]
    [InlineData("Origin: http://a\r\nOrigin: http://a", "")]
    [InlineData("Origin: http://a\r\nOrigin: http://a\r\nOrigin: http://a", "")]
    public void The_page_that_a_browser_sends_a_request_for_is_read(string headers, string? origin) =>
        Assert.Equal(origin, Read($"POST / HTTP/1.1\r\n{headers}\r\nContent-Length: 5\r\n\r\n").Head.Origin);

    [Theory]
    [InlineData(411, "POST / HTTP/1.1\r\n\r\n")]
    [InlineData(400, "POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n")]
    [InlineData(400, "GET / HTTP/1.1\r\nContent-Length: 99999999998\r\nContent-Length: 99999999999\r\n\r\n")]
    [InlineData(413, "POST / HTTP/1.1\r\nContent-Length: 99999999999\r\nContent-Length: 099999999999\r\n\r\n")]
    [InlineData(400, "POST / HTTP/1.1\r\nContent-Length: +5\r\n\r\n")]
    [InlineData(400, "POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n")]
    [InlineData(400, "POST / HTTP/1.1\r\nContent-Length: 0x5\r\n\r\n")]
    [InlineData(400, "POST / HTTP/1.1\r\nContent-Length: 5, 5\r\n\r\n")]
    [InlineData(400, "POST / HTTP/1.1\r\nContent-Length: \r\n\r\n")]
    [InlineData(413, "POST / HTTP/1.1\r\nContent-Length: 16385\r\n\r\n")]
    [InlineData(413, "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999999\r\n\r\n")]
    [InlineData(413, "POST / HTTP/1.1\r\nContent-Length: 10737418240\r\n\r\n")]
    [InlineData(417, "POST / HTTP/1.1\r\nExpect: 200-ok\r\nContent-Length: 5\r\n\r\n")]
    [InlineData(417, "POST / HTTP/1.0\r\nExpect: x\r\nContent-Length: 5\r\n\r\n")]
    [InlineData(417, "POST / HTTP/1.1\r\nExpect: 100-continue, 200-ok\r\nContent-Length: 5\r\n\r\n")]
    [InlineData(501, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData(501, "POST / HTTP/1.1\r\nContent-Length: 5\r\ntransfer-encoding: identity\r\n\r\n")]
    [InlineData(400, "POST / HTTP/1.1\nContent-Length: 5\n\n")]
    [InlineData(400, "POST / HTTP/1.1\r\nA: b\rc\r\n\r\n")]
    [InlineData(400, "POST / HTTP/1.1\r\nA: b\0c\r\n\r\n")]
    [InlineData(400, "POST / HTTP/1.1\r\nContent-Length : 5\r\n\r\n")]
    [InlineData(400, "POST / HTTP/1.1\r\nContent-Length: 5\r\n A: folded\r\n\r\n")]
    [InlineData(400, "POST / HTTP/1.1\r\nno colon\r\n\r\n")]
    [InlineData(400, "POST / x HTTP/1.1\r\nContent-Length: 5\r\n\r\n")]
    [InlineData(400, "POST / HTTP/2.0\r\nContent-Length: 5\r\n\r\n")]
    [InlineData(400, "GET HTTP/1.1\r\n\r\n")]
    [InlineData(405, "PUT / HTTP/1.1\r\nContent-Length: 5\r\n\r\n")]
    public void These_are_refused(int status, string text) => Assert.Equal(status, Read(text).Status);

    [Fact]
    public void A_head_over_8_kib_is_refused_without_waiting_for_its_end() =>
        Assert.Equal(431, Read("POST / HTTP/1.1\r\nA: " + new string('x', 8192)).Status);

    [Theory]
    [InlineData("\0")]
    [InlineData("\r\n\r\n")]
    public void What_lies_behind_the_longest_head_does_not_matter(string behind) =>
        Assert.Equal(431, Read("POST / HTTP/1.1\r\nA: " + new string('x', 8192) + behind).Status);

    [Fact]
    public void The_result_is_the_same_however_the_bytes_are_split()
    {
        var bytes = Encoding.ASCII.GetBytes("POST HTTP/1.1\r\nContent-length: 5\r\nConnection: close\r\n\r\nrest");
        for (var first = 0; first <= bytes.Length; first++)
        {
            for (var second = first; second <= bytes.Length; second += 7)
            {
                var scanner = default(HeadScanner);
                var found = 0;
                foreach (var end in (int[])[first, second, bytes.Length])
                    if (found == 0 && scanner.TryFindEnd(new ReadOnlySequence<byte>(bytes, 0, end), out var length, out _))
                        found = length;
                Assert.Equal(bytes.Length - 4, found);
            }
        }
    }
}
