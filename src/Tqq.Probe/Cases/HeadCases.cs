using System.Text;
using Tqq.Probe.Asking;
using Tqq.Probe.Judging;

namespace Tqq.Probe.Cases;

/// <summary>Heads that are to be taken (§1.1). Asked before login: every one that is taken gets RES=20.</summary>
internal static class HeadCases
{
    private const string Interim = "HTTP/1.1 100 Continue\r\n\r\n";

    public static async Task RunAsync(Prober prober)
    {
        foreach (var (name, line) in new[]
        {
            ("POST HTTP/1.1, no target", "POST HTTP/1.1\r\n"),
            ("POST, two blanks, no target", "POST  HTTP/1.1\r\n"),
            ("POST / with Host", $"POST / HTTP/1.1\r\nHost: {prober.Plan.Server.Host}\r\n"),
            ("POST with a whole URL", $"POST http://{prober.Plan.Server}/ HTTP/1.1\r\nHost: x\r\n"),
            ("POST with path and query", "POST /cgi/qq?x=1 HTTP/1.1\r\n"),
            ("HTTP/1.0", "POST / HTTP/1.0\r\n"),
            ("form content type, empty cookie", "POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nCookie: \r\n"),
            ("a header name in capitals", "POST / HTTP/1.1\r\nACCEPT: */*\r\n"),
        })
        {
            await TakenAsync(prober, name, (head, body) => [[.. Head(line + head), .. body]]);
        }

        await TakenAsync(prober, "CR LF CR LF behind the body", (head, body) =>
            [[.. Head("POST HTTP/1.1\r\n" + head), .. body, .. "\r\n\r\n"u8]]);
        await TakenAsync(prober, "head and body in segments of their own", (head, body) => [Head("POST HTTP/1.1\r\n" + head), body]);
        await TakenAsync(prober, "a body that ends in CR LF", (head, body) => [[.. Head("POST HTTP/1.1\r\n" + head), .. body]], "\r\n");
        await ContinueAsync(prober);
        await PipelinedAsync(prober);
    }

    private static byte[] Head(string lines) => Encoding.ASCII.GetBytes(lines + "Connection: close\r\n\r\n");

    private static Task<Observation> TakenAsync(Prober prober, string name, Func<string, byte[], IReadOnlyList<byte[]>> parts,
        string behind = "")
    {
        var body = prober.Body("List");
        var bytes = Encoding.UTF8.GetBytes(body + behind);
        return prober.RawAsync("1.1", name, parts($"Content-length: {bytes.Length}\r\n", bytes), 0, Expectation.Reply(body, 20));
    }

    private static Task<Observation> ContinueAsync(Prober prober)
    {
        var body = prober.Body("List");
        var reply = Expectation.Reply(body, 20);
        byte[][] parts = [Head($"POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-length: {body.Length}\r\n"),
            Encoding.ASCII.GetBytes(body)];
        Expectation expected = new("100 Continue, then RES=20", seen =>
            seen.Text.StartsWith(Interim, StringComparison.Ordinal)
                ? reply.Fault(new(seen.Request, seen.Reply[Interim.Length..], seen.End, seen.Elapsed))
                : "no 100 Continue before the body is read");
        return prober.RawAsync("1.1", "Expect: 100-continue", parts, 0, expected, waits: true);
    }

    private static async Task PipelinedAsync(Prober prober)
    {
        string[] bodies = [prober.Body("List"), prober.Body("GetMsgEx")];
        byte[] both = [.. bodies.SelectMany(body =>
            Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nContent-length: {body.Length}\r\n\r\n{body}"))];
        await prober.RawAsync("1.1", "two requests at once on a kept connection", [both], 2,
            Expectation.Replies([(bodies[0], 20, ""), (bodies[1], 20, "")], "RES=20, RES=20, in order")
            .And("kept", seen => seen.End is ConnectionEnd.Kept ? null : "the connection was closed"));
        var body = prober.Body("List");
        var request = Encoding.ASCII.GetBytes($"POST / HTTP/1.0\r\nContent-length: {body.Length}\r\nConnection: keep-alive\r\n\r\n{body}");
        await prober.RawAsync("1.1", "HTTP/1.0 that asks to keep the connection", [request], 0, Expectation.Reply(body, 20)
            .And("closed", seen => seen.End is ConnectionEnd.Closed ? null : "the connection was kept, and the reply does not say so"));
    }
}
