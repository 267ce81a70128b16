using System.Text;

namespace Tqq.Server.Wire.Http;

/// <summary>The few replies that are ordinary HTTP: refusals, and the page for whoever comes with a browser (protocol.md §1.2).</summary>
internal static class PlainHttp
{
    /// <summary>What `Expect: 100-continue` waits for.</summary>
    public static ReadOnlySpan<byte> Continue => "HTTP/1.1 100 Continue\r\n\r\n"u8;

    public static byte[] Refuse(Refusal refusal) =>
        Page($"{refusal.Status} {refusal.Reason}", refusal == Refusal.Method ? "Allow: POST, GET, HEAD\r\n"
            : "", refusal.Text + "\n", withBody: true);

    public static byte[] Welcome(string? webAddress, bool withBody) => Page(
        "200 OK",
        "",
        "This port speaks HTTP QQ 1.1: POST VER=1.1&CMD=...&SEQ=...&UIN=... to it.\n"
            + (webAddress is null ? "" : $"What this is, and where its documents are: {webAddress}\n"),
        withBody);

    private static byte[] Page(string status, string headers, string text, bool withBody) => Encoding.UTF8.GetBytes(
        $"HTTP/1.1 {status}\r\n{headers}Content-Type: text/plain; charset=UTF-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(text)}\r\nConnection: close\r\n\r\n{(withBody ? text : "")}");
}
