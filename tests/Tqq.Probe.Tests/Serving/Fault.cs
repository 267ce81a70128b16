using System.Text;
using System.Text.RegularExpressions;

namespace Tqq.Probe.Tests.Serving;

/// <summary>One thing that a broken server does wrong.</summary>
/// <param name="Name">What.</param>
/// <param name="Section">In which section of protocol.md the probe has to find it.</param>
/// <param name="Cases">In which cases.</param>
/// <param name="When">Requests that show it, as a regular expression over all bytes that were sent.</param>
/// <param name="Change">From what a right server says, empty where it says nothing, to what this one says; null for no end at all.</param>
internal sealed record Fault(string Name, string Section, string[] Cases, string When, Func<string, string?> Change)
{
    /// <summary>Whether a request shows it.</summary>
    public bool Shows(string request) => Regex.IsMatch(request, When, RegexOptions.Singleline);

    /// <summary>Something in the body is another; its length is right.</summary>
    public static Fault InBody(string name, string section, string[] cases, string when, string pattern, string replacement) =>
        new(name, section, cases, when, reply =>
    {
        if (reply.Length == 0)
            return reply;
        var at = reply.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        var body = Regex.Replace(reply[at..], pattern, replacement);
        return Regex.Replace(reply[..at], "Content-Length: [0-9]+", $"Content-Length: {body.Length}") + body;
    });

    /// <summary>Something in the head is another.</summary>
    public static Fault InHead(string name, string section, string[] cases, string when, string pattern, string replacement) =>
        new(name, section, cases, when, reply => Regex.Replace(reply, pattern, replacement));

    /// <summary>It answers this where nothing is to be answered, or something else.</summary>
    public static Fault Says(string name, string section, string[] cases, string when, string result) =>
        new(name, section, cases, when, _ => Answer(when, result));

    private static string Answer(string request, string result)
    {
        var body = $"VER=1.1&CMD={Regex.Match(request, "CMD=([A-Za-z_]+)").Groups[1].Value}&SEQ=1&UIN=1&RES={result}";
        return $"HTTP/1.1 200 OK\r\nServer: broken\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";
    }

    public override string ToString() => Name;
}
