using System.Text;
using CsCheck;

namespace Tqq.Server.Tests.Wire.Http.Framing;

/// <summary>
/// Requests that try to be read in two ways: as one text each, and as a generator that puts such pieces together at random.
/// </summary>
internal static class Hostile
{
    public const string Inner = "VER=1.1&CMD=Logout&SEQ=7&UIN=10001";
    private const string Hidden = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nevil";

    private static readonly string[] s_lines =
    [
        "POST / HTTP/1.1", "POST / HTTP/1.1", "POST / HTTP/1.1", "POST / HTTP/1.0", "POST HTTP/1.1", "POST  HTTP/1.1",
            "POST http://x/ HTTP/1.1", "POST /a?b HTTP/1.1", "post / HTTP/1.1",
        "POST   HTTP/1.1", "POST\t/ HTTP/1.1", "POST / HTTP/1.1 ", " POST / HTTP/1.1", "POST / HTTP/1.2", "POST /  HTTP/1.1",
            "POST / http/1.1", "GET / HTTP/1.1", "GET HTTP/1.1", "PUT / HTTP/1.1",
        "POST /\0 HTTP/1.1", "POST /HTTP/1.1", "POST * HTTP/1.1", "PRI * HTTP/2.0", "PROXY TCP4 1.2.3.4 5.6.7.8 1 2",
    ];

    private static readonly string[] s_ends = ["\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r", "\r\r\n", "\n\r",
        "\r\n ", "\r\n\t", "\0\r\n", "\v\r\n", "\x85\r\n"];

    private static readonly string[] s_lengths =
    [
        "Content-Length: {0}", "Content-Length: {0}", "Content-Length: {0}", "content-length:{0}", "CONTENT-LENGTH:\t{0} \t",
            "Content-Length: 000{0}", "Content-Length: 00000000000000000000000000{0}",
        "Content-Length: +{0}", "Content-Length: -{0}", "Content-Length: 0x{0}", "Content-Length: {0}.0", "Content-Length: {0}e0",
            "Content-Length: {0},{0}", "Content-Length: {0} {0}", "Content-Length: '{0}'",
        "Content-Length:", "Content-Length: ", "Content-Length : {0}", "Content-Length\t: {0}", " Content-Length: {0}",
            "Content-Length\0: {0}", "Content_Length: {0}", "Content Length: {0}", "Content-Length: {0}\v",
        "Content-Length:\u00a0{0}", "Content-Length: \u0661", "X: y\nContent-Length: {0}", "X: y\rContent-Length: {0}",
            "X: y\r\n Content-Length: {0}", "Content-Length: 4", "Content-Length: 0", "Content-Length: 10737418240",
        "Content-Length: 18446744073709551620", "Content-Length: 4294967300", "Content-Length: 99999999999999999999999999999999999999",
    ];

    private static readonly string[] s_headers =
    [
        "Host: x", "Host: x", "Transfer-Encoding: chunked", "transfer-encoding:chunked", "Transfer-Encoding: identity",
            "Transfer-Encoding:", "Transfer-Encoding : chunked", "Transfer-Encoding\t:chunked", "Transfer_Encoding: chunked",
        "Transfer-Encoding: \vchunked", "Transfer-Encoding: xchunked", "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: chunked, identity", " Transfer-Encoding: chunked", "X: y\r\n Transfer-Encoding: chunked",
        "X: y\nTransfer-Encoding: chunked", "X: y\rTransfer-Encoding: chunked", "Transfer-Encoding\r\n: chunked", "Connection: close",
            "Connection: keep-alive", "Connection: close, keep-alive", "Connection: keep-alive\r\nConnection: close",
        "Connection: closed", "Connection: Content-Length", "Connection: upgrade\r\nUpgrade: h2c", "Expect: 100-continue",
            "Expect: 100-Continue", "Expect: 200-ok", "Expect: 100-continue, 200-ok", "Expect:", "Content-Type: text/plain", "Cookie: ",
        "X: a\0b", "no colon", ": no name", "X-\u00e9: y", "X: \u00e9", "X: y\u0001", "TE: chunked", "Trailer: Content-Length",
    ];

    private static readonly string[] s_bodies = [Inner, Inner, Inner + "\r\n\r\n", Hidden, "", "0\r\n\r\n" + Hidden,
        "22\r\n" + Inner + "\r\n0\r\n\r\n", "\r\n", "evil" + Hidden];

    /// <summary>Every piece once, in a request that is otherwise good, with a good one behind it.</summary>
    public static IEnumerable<string> EachAlone =>
        s_lines.Select(line => Request(line, "Host: x\r\nContent-Length: {0}", Inner))
            .Concat(s_lengths.Select(length => Request("POST / HTTP/1.1", "Host: x\r\n" + length, Inner)))
            .Concat(s_lengths.Select(length => Request("POST / HTTP/1.1", "Host: x\r\nContent-Length: {0}\r\n" + length, Inner)))
            .Concat(s_headers.Select(header => Request("POST / HTTP/1.1", "Host: x\r\nContent-Length: {0}\r\n" + header, Inner)))
            .Concat(s_ends.Select(end => Request("POST / HTTP/1.1", $"Host: x{end}Content-Length: {{0}}", Inner)))
            .Concat(s_bodies.Select(body => Request("POST / HTTP/1.1", "Host: x\r\nContent-Length: {0}", body)))
            .Select(request => request + Hidden);

    /// <summary>One to three requests of such pieces.</summary>
    public static Gen<byte[]> Streams { get; } =
        from requests in AnyRequest.List[1, 3]
        from before in OneOf("", "", "", "\r\n\r\n", "\n")
        select Encoding.Latin1.GetBytes(before + string.Concat(requests));

    private static Gen<string> AnyRequest =>
        from line in OneOf(s_lines)
        from host in Gen.Frequency((9, Gen.Const("Host: x\r\n")), (1, Gen.Const("")))
        from end in OneOf(s_ends)
        from length in OneOf(s_lengths)
        from others in OneOf(s_headers).List[0, 2]
        from isPlain in Gen.Int[0, 2]
        from body in OneOf(s_bodies)
        from off in Gen.Frequency((8, Gen.Const(0)), (2, Gen.Int[-3, 3]))
        select isPlain > 0
            ? Request("POST / HTTP/1.1", host + string.Concat(others.Take(1).Select(header => header + "\r\n")) + "Content-Length: {0}",
                body, off)
            : Request(line, host + string.Concat(others.Select(header => header + end)) + length, body, off);

    private static Gen<string> OneOf(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(at => choices[at]);

    private static string Request(string line, string headers, string body, int off = 0) =>
        $"{line}\r\n{headers.Replace("{0}", $"{Math.Max(0, body.Length + off)}", StringComparison.Ordinal)}\r\n\r\n{body}";
}
