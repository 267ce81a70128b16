using System.Text;

namespace Tqq.Client.Tests.Serving;

/// <summary>What a server sends back.</summary>
/// <param name="Bytes">All of it.</param>
/// <param name="Closes">Whether it closes the connection then.</param>
/// <param name="Gate">What it waits for before it sends.</param>
internal sealed record StubReply(byte[] Bytes, bool Closes = false, Task? Gate = null)
{
    /// <summary>NULL (protocol.md §1.4).</summary>
    public static readonly StubReply Null = new([], Closes: true);

    /// <summary>The head of the request echoed, a result and what stands behind it.</summary>
    public static StubReply To(StubRequest request, int result, string fields = "") =>
        Body($"VER={request["VER"]}&CMD={request.Command}&SEQ={request["SEQ"]}&UIN={request["UIN"]}&RES={result}{fields}");

    public static StubReply Body(string body) => new(Encoding.UTF8.GetBytes(
        $"HTTP/1.1 200 OK\r\nServer: stub\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));

    /// <summary>Only the first bytes of it, then the connection ends.</summary>
    public StubReply CutAt(int length) => new(Bytes[..length], Closes: true);

    /// <summary>What a server that has nothing to object to says; a long heartbeat, so that only the test asks.</summary>
    public static StubReply Friendly(StubRequest request) => request.Command switch
    {
        "LOGIN" => To(request, 0, "&RS=0&HI=6000&LI=30000" + (request["SK"] == "?" ? "&SK=key-of-the-session-abc" : "")),
        "GETMSGEX" => To(request, 0, "&MN=0&MT=&UN=&MG="),
        "LIST" when request["TN"].Length > 0 => To(request, 0, "&FN=1&SN=0&UN="),
        "LIST" => To(request, 0, "&FN=0"),
        "CHANGE_STAT" or "CLTMSG" or "DELFROMLIST" => To(request, 0, "&"),
        _ => To(request, 0),
    };
}
