using System.Text;
using Tqq.Probe.Asking;
using Tqq.Probe.Judging;

namespace Tqq.Probe.Cases;

/// <summary>Heads that are to be refused with plain HTTP (§1.2).</summary>
internal static class RefusedHeadCases
{
    public static async Task RunAsync(Prober prober)
    {
        var body = prober.Body("List");
        var length = $"Content-Length: {body.Length}";
        foreach (var (name, status, head, hasBody) in new[]
        {
            ("no Content-Length", 411, "POST / HTTP/1.1\r\n", false),
            ("two lengths", 400, $"POST / HTTP/1.1\r\n{length}\r\nContent-Length: {body.Length + 1}\r\n", true),
            ("a signed length", 400, $"POST / HTTP/1.1\r\nContent-Length: +{body.Length}\r\n", true),
            ("a length that is no number", 400, "POST / HTTP/1.1\r\nContent-Length: 0x10\r\n", true),
            ("Transfer-Encoding", 501, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n", false),
            ("Transfer-Encoding beside a length", 501, $"POST / HTTP/1.1\r\nTransfer-Encoding: identity\r\n{length}\r\n", true),
            ("white space before a colon", 400, $"POST / HTTP/1.1\r\nContent-Length : {body.Length}\r\n", true),
            ("a folded line", 400, $"POST / HTTP/1.1\r\nX: a\r\n b\r\n{length}\r\n", true),
            ("a NUL in the head", 400, $"POST / HTTP/1.1\r\nX: \0\r\n{length}\r\n", true),
            ("a CR of its own in the head", 400, $"POST / HTTP/1.1\r\nX: a\rb\r\n{length}\r\n", true),
            ("a control character in the head", 400, $"POST / HTTP/1.1\r\nX: a\u0001b\r\n{length}\r\n", true),
            ("a control character in the target", 400, $"POST /\u007f HTTP/1.1\r\n{length}\r\n", true),
            ("an LF of its own before the head", 400, $"\nPOST / HTTP/1.1\r\n{length}\r\n", true),
            ("two Host lines", 400, $"POST / HTTP/1.1\r\nHost: x\r\nHost: x\r\n{length}\r\n", true),
            ("an expectation that is not 100-continue", 417, $"POST / HTTP/1.1\r\nExpect: x\r\n{length}\r\n", true),
            ("a body over 16 KiB", 413, "POST / HTTP/1.1\r\nContent-Length: 16385\r\n", false),
            ("a head over 8 KiB", 431, $"POST / HTTP/1.1\r\nX: {new string('x', 9000)}\r\n", false),
            ("another method", 405, $"PUT / HTTP/1.1\r\n{length}\r\n", true),
        })
        {
            await prober.RawAsync("1.2", name, [Encoding.ASCII.GetBytes($"{head}\r\n{(hasBody ? body : "")}")], 0,
                Expectation.Http(status));
        }

        await prober.RawAsync("1.2", "a head that does not end", ["POST / HTTP/1.1\r\n"u8.ToArray()], 0, Expectation.Http(408));
        await VisitAsync(prober, "GET", seen =>
            seen.Contains("\r\n\r\n", StringComparison.Ordinal) && !seen.EndsWith("\r\n\r\n", StringComparison.Ordinal));
        await VisitAsync(prober, "HEAD", seen => seen.EndsWith("\r\n\r\n", StringComparison.Ordinal));
        prober.Skip("1.2", "a connection that lies idle for 75 s is closed", "closed",
            "the probe does not wait longer than the documented penalties");
    }

    /// <summary>
    /// In the session of an address: what a browser sends for a page that is nobody's exception is as if there was no session.
    /// </summary>
    public static async Task ForPagesAsync(Prober prober)
    {
        foreach (var (name, lines) in new[]
        {
            ("a page of another origin", "Origin: http://page.example\r\nSec-Fetch-Site: cross-site\r\n"),
            ("a page that is a file", "Origin: null\r\n"),
            ("Sec-Fetch-Site: cross-site alone", "Sec-Fetch-Site: cross-site\r\n"),
        })
        {
            var body = prober.Body("List");
            await prober.RawAsync(
                "1.2", $"{name}, without SK",
                    [Encoding.ASCII.GetBytes(
                    $"POST / HTTP/1.1\r\nConnection: close\r\n{lines}Content-Length: {body.Length}\r\n\r\n{body}")], 0,
                    Expectation.Reply(body, 20));
        }
    }

    private static Task<Observation> VisitAsync(Prober prober, string method, Func<string, bool> isPage) =>
        prober.RawAsync("1.2", method, [Encoding.ASCII.GetBytes($"{method} / HTTP/1.1\r\nConnection: close\r\n\r\n")], 0, new(
            method == "GET" ? "HTTP 200, a page that says what this port is" : "HTTP 200, without the page",
            seen => seen.Text.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal) && isPage(seen.Text) ? null : "no such page"));
}
