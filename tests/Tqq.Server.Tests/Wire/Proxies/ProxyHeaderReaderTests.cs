using System.Buffers;
using System.Net;
using System.Text;
using Tqq.Server.Wire.Proxies;

namespace Tqq.Server.Tests.Wire.Proxies;

/// <summary>PROXY headers, both versions: what is taken, what is not, however it is split.</summary>
public sealed class ProxyHeaderReaderTests
{
    private const string Behind = "POST / HTTP/1.1\r\n";

    private static (ProxyResult Result, string? Source) Read(byte[] bytes)
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        var result = ProxyHeaderReader.Read(ref buffer, out var header);
        if (result == ProxyResult.Complete)
            Assert.Equal(Behind, Encoding.ASCII.GetString(buffer));
        return (result, header.Source?.ToString());
    }

    // Each byte more is looked at: nothing is decided too early, and what is decided stays.
    private static void Expect(ProxyResult result, string? source, byte[] header)
    {
        Assert.Equal((result, source), Read([.. header, .. Encoding.ASCII.GetBytes(Behind)]));
        var decided = Enumerable.Range(0, header.Length).Select(length => Read(header[..length]).Result).SkipWhile(read =>
            read == ProxyResult.NeedMore).ToList();
        Assert.All(decided, read => Assert.Equal(ProxyResult.Bad, read));
        if (result == ProxyResult.Complete)
            Assert.Empty(decided);
    }

    [Theory]
    [InlineData("203.0.113.7:40000")]
    [InlineData("0.0.0.0:0")]
    [InlineData("[2001:db8::7]:65535")]
    public void The_source_is_taken_from_both_versions(string text)
    {
        var source = IPEndPoint.Parse(text);
        Expect(ProxyResult.Complete, text, ProxyHeaders.Version1(source));
        Expect(ProxyResult.Complete, text, ProxyHeaders.Version2(source));
        Expect(ProxyResult.Complete, text, ProxyHeaders.Version2(source, extra: 500));
    }

    [Theory]
    [InlineData("PROXY UNKNOWN\r\n")]
    [InlineData("PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n")]
    public void A_line_that_says_unknown_names_nobody(string line) => Expect(ProxyResult.Complete, null, Encoding.ASCII.GetBytes(line));

    [Theory]
    [InlineData(0x20, 0x00, 0)]
    [InlineData(0x20, 0x11, 12)]
    [InlineData(0x20, 0x31, 216)]
    [InlineData(0x21, 0x00, 0)]
    [InlineData(0x21, 0x00, 40)]
    public void Local_and_unspecified_name_nobody(byte command, byte family, int length) =>
        Expect(ProxyResult.Complete, null, ProxyHeaders.Version2(command, family, new byte[length]));

    [Theory]
    [InlineData("PROXY TCP4 203.0.113.7 10.0.0.1 40000\r\n")]
    [InlineData("PROXY TCP4 203.0.113.7 10.0.0.1 40000 8000 1\r\n")]
    [InlineData("PROXY TCP4  203.0.113.7 10.0.0.1 40000 8000\r\n")]
    [InlineData("PROXY TCP4 203.0.113.7 10.0.0.1 40000 8000 \r\n")]
    [InlineData("PROXY TCP4 203.0.113.7 10.0.0.1 40000 8000\n")]
    [InlineData("PROXY TCP4 203.0.113.7 10.0.0.1 040000 8000\r\n")]
    [InlineData("PROXY TCP4 203.0.113.7 10.0.0.1 65536 8000\r\n")]
    [InlineData("PROXY TCP4 203.0.113.7 10.0.0.1 +1 8000\r\n")]
    [InlineData("PROXY TCP4 203.0.113.7 10.0.0.1 1 -1\r\n")]
    [InlineData("PROXY TCP4 203.0.113.007 10.0.0.1 1 1\r\n")]
    [InlineData("PROXY TCP4 203.0.28935 10.0.0.1 1 1\r\n")]
    [InlineData("PROXY TCP4 0xcb.0.113.7 10.0.0.1 1 1\r\n")]
    [InlineData("PROXY TCP4 2001:db8::7 2001:db8::8 1 1\r\n")]
    [InlineData("PROXY TCP6 203.0.113.7 10.0.0.1 1 1\r\n")]
    [InlineData("PROXY TCP6 fe80::1%1 fe80::2 1 1\r\n")]
    [InlineData("PROXY TCP6 [fe80::1] fe80::2 1 1\r\n")]
    [InlineData("PROXY TCP5 203.0.113.7 10.0.0.1 1 1\r\n")]
    [InlineData("PROXY UDP4 203.0.113.7 10.0.0.1 1 1\r\n")]
    [InlineData("PROXY\tTCP4 203.0.113.7 10.0.0.1 1 1\r\n")]
    [InlineData("PROXY \r\n")]
    [InlineData("PROXY\r\n")]
    [InlineData("proxy TCP4 203.0.113.7 10.0.0.1 1 1\r\n")]
    [InlineData("PROXY TCP4 203.0.113.7\0 10.0.0.1 1 1\r\n")]
    [InlineData("\r\nPROXY TCP4 203.0.113.7 10.0.0.1 1 1\r\n")]
    [InlineData("POST / HTTP/1.1\r\n")]
    public void These_lines_are_bad(string line) => Expect(ProxyResult.Bad, null, Encoding.ASCII.GetBytes(line));

    [Fact]
    public void A_line_over_107_bytes_is_bad_without_waiting_for_its_end()
    {
        var line = Encoding.ASCII.GetBytes("PROXY UNKNOWN ".PadRight(107, 'x'));
        Assert.Equal(ProxyResult.NeedMore, Read(line[..106]).Result);
        Assert.Equal(ProxyResult.Bad, Read(line).Result);
        Expect(ProxyResult.Complete, null, Encoding.ASCII.GetBytes("PROXY UNKNOWN ".PadRight(105, 'x') + "\r\n"));
    }

    [Theory]
    [InlineData(0x11, 0x11, 12)] // another version
    [InlineData(0x22, 0x11, 12)] // an unknown command
    [InlineData(0x21, 0x11, 11)] // too short for its addresses
    [InlineData(0x21, 0x21, 12)]
    [InlineData(0x21, 0x12, 12)] // UDP
    [InlineData(0x21, 0x31, 216)] // UNIX
    [InlineData(0x21, 0x11, 2033)] // longer than is read
    [InlineData(0x20, 0x00, 65_535)]
    public void These_binary_headers_are_bad(byte command, byte family, int length) =>
        Expect(ProxyResult.Bad, null, ProxyHeaders.Version2(command, family, new byte[length]));

    [Fact]
    public void A_binary_header_may_have_2048_bytes() =>
        Expect(ProxyResult.Complete, null, ProxyHeaders.Version2(0x21, 0x00, new byte[2032]));
}
