using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Tqq.Server.Tests.Documents;

/// <summary>docs/protocol.md as the tests read it: its sections, its accounts and its examples, in the order of the document.</summary>
internal static partial class ProtocolDocument
{
    // What an example shows where no reply comes (§1.4).
    private const string Nothing = "(nothing)";

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string Text { get; } = File.ReadAllText(Path.Combine(Root, "docs", "protocol.md"));

    /// <summary>The numbers of all sections, such as `5.9`.</summary>
    public static HashSet<string> Sections { get; } = [.. Heading().Matches(Text).Select(match => match.Groups[1].Value)];

    /// <summary>The accounts of the examples.</summary>
    public static IEnumerable<DocumentedAccount> Accounts => AccountRow().Matches(Text).Select(row => new DocumentedAccount(
        uint.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture), row.Groups[2].Value, row.Groups[3].Value, row.Groups[4].Value));

    /// <summary>All examples.</summary>
    /// <param name="fill">Puts the values of this run into the places of the placeholders of one request or reply.</param>
    public static IEnumerable<DocumentedExchange> Exchanges(Func<string, string> fill)
    {
        string? request = null;
        foreach (Match block in Block().Matches(Text))
        {
            var content = block.Groups[2].Value;
            if (block.Groups[1].Value == "qq")
            {
                foreach (var exchange in OfBodies(content, fill))
                    yield return exchange;
            }
            else if (request is null)
            {
                request = OnTheWire(content);
            }
            else
            {
                yield return new(request, () => OnTheWire(content));
                request = null;
            }
        }

        Assert.Null(request);
    }

    private static IEnumerable<DocumentedExchange> OfBodies(string block, Func<string, string> fill)
    {
        foreach (var example in ("\n" + block).Split("\n> ").Skip(1))
        {
            var lines = example.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.True(lines.Length > 1 && lines.Skip(1).All(line => line.StartsWith("< ", StringComparison.Ordinal)),
                $"no reply stands below {lines[0]}");
            yield return new(
                WithHead("POST / HTTP/1.1\r\n", fill(lines[0])),
                () => string.Concat(lines.Skip(1).Select(line => line[2..]).Where(reply => reply != Nothing).Select(reply =>
                    WithHead("HTTP/1.1 200 OK\r\nServer: tencent imserver/1.0.0\r\nContent-Type: text/plain; charset=UTF-8\r\n",
                        fill(reply)))));
        }
    }

    private static string WithHead(string head, string body) => $"{head}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    // The lines of a head end in CR LF; no end of line stands behind the body.
    private static string OnTheWire(string block)
    {
        var end = block.IndexOf("\n\n", StringComparison.Ordinal);
        return $"{block[..end].ReplaceLineEndings("\r\n")}\r\n\r\n{block[(end + 2)..].TrimEnd('\n')}";
    }

    private static string FindRoot(string directory) =>
        File.Exists(Path.Combine(directory, "Tqq.slnx")) ? directory : FindRoot(Path.GetDirectoryName(directory.TrimEnd('/'))!);

    [GeneratedRegex(@"^#{2,3} (\d+(?:\.\d+)?)\.? ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| (\d+) \| (\w+) \| (\w+) \| `\w+` \| ([a-z ]+) \|$", RegexOptions.Multiline)]
    private static partial Regex AccountRow();

    [GeneratedRegex(@"^```(qq|http)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}

/// <summary>An account of the examples.</summary>
internal sealed record DocumentedAccount(uint Uin, string Nick, string Password, string WhoMayAdd);

/// <summary>A request as it goes onto the wire, and all bytes that come back; none where the connection closes without a reply.</summary>
internal sealed record DocumentedExchange(string Request, Func<string> Reply);
