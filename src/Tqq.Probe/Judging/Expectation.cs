using System.Text.RegularExpressions;
using Tqq.Probe.Asking;
using Tqq.Protocol.Commands;

namespace Tqq.Probe.Judging;

/// <summary>What protocol.md has for a case: in words, and as a judgement of what came.</summary>
/// <param name="Words">For the table.</param>
/// <param name="Fault">What is wrong with an observation, or null.</param>
internal sealed record Expectation(string Words, Func<Observation, string?> Fault)
{
    /// <summary>Nothing at all, and an orderly end (§1.4).</summary>
    public static readonly Expectation Null = new("NULL", seen => seen switch
    {
        { IsNull: true } => null,
        { End: ConnectionEnd.Reset, Reply.Length: 0 } => "a reset instead of an orderly end",
        { End: ConnectionEnd.TimedOut, Reply.Length: 0 } => "the connection stays open",
        _ => "an answer",
    });

    /// <summary>A documented difference that an observation may show instead.</summary>
    public Quirk? Quirk { get; init; }

    /// <summary>An error of plain HTTP, and the end of the connection (§1.2).</summary>
    public static Expectation Http(int status) => new($"HTTP {status}, closed", seen =>
        !seen.Text.StartsWith($"HTTP/1.1 {status} ", StringComparison.Ordinal) ? "another answer" : seen.End is ConnectionEnd.Closed ? null
            : "the connection does not end in good order");

    /// <summary>One reply that echoes the request's head and goes on so, to the byte.</summary>
    /// <param name="body">The request's body.</param>
    /// <param name="result">`RES`.</param>
    /// <param name="fields">What follows, as a regular expression.</param>
    /// <param name="words">The same in the form of protocol.md, where that is not the expression itself.</param>
    public static Expectation Reply(string body, int result, string fields = "", string? words = null) =>
        Replies([(body, result, fields)], $"RES={result}{words ?? fields}");

    /// <summary>Several replies, one after the other (§5.3, pipelining).</summary>
    public static Expectation Replies((string Body, int Result, string Fields)[] expected, string words) => new(words, seen =>
    {
        if (seen.End is ConnectionEnd.TimedOut)
            return "no whole answer in the time that penalties are documented to take";
        if (seen.End is ConnectionEnd.Reset)
            return "a reset instead of an orderly end";
        if (StrictReplies.TakeApart(seen.Reply, out var bodies) is { } fault)
            return fault;
        return bodies.Count == expected.Length
            ? expected.Zip(bodies, (one, body) => FaultOf(one.Body, one.Result, one.Fields, body)).FirstOrDefault(wrong =>
                wrong is not null)
            : bodies.Count == 0 ? "NULL" : $"{bodies.Count} replies instead of {expected.Length}";
    });

    /// <summary>The same, but where it shows a documented difference, that is allowed.</summary>
    public Expectation Or(Quirk quirk) => this with { Quirk = quirk };

    /// <summary>The same, and something more must hold.</summary>
    public Expectation And(string words, Func<Observation, string?> fault) =>
        this with { Words = $"{Words}, {words}", Fault = seen => Fault(seen) ?? fault(seen) };

    private static string? FaultOf(string request, int result, string fields, string reply)
    {
        var head =
            $"VER={Value(request, "VER")}&CMD={NameInReplies(Value(request, "CMD"))}&SEQ={Value(request, "SEQ")}"
            + $"&UIN={Value(request, "UIN")}&RES=";
        if (!reply.StartsWith(head, StringComparison.Ordinal))
            return "another head than that of §2.2";
        var rest = reply[head.Length..];
        var code = Regex.Match(rest, "^[0-9]+").Value;
        if (code != $"{result}")
            return $"RES={code} instead of {result}";
        return Regex.IsMatch(rest[code.Length..], $@"\A(?:{fields})\z", RegexOptions.Singleline) ? null
            : "other fields, or in another order";
    }

    private static string NameInReplies(string command) =>
        CommandTable.TryFind(System.Text.Encoding.UTF8.GetBytes(command), out var known) ? known.Name : command;

    // The first of several counts (§2).
    private static string Value(string body, string key) =>
        body.Split('&').Select(pair => pair.Split('=', 2)).FirstOrDefault(pair =>
            pair[0].Trim().Equals(key, StringComparison.OrdinalIgnoreCase)) is [_, var value] ? value.Trim() : "";
}
