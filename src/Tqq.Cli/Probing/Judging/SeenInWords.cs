using System.Globalization;
using Tqq.Cli.Probing.Asking;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Probing.Judging;

/// <summary>What came, in a few words, for the table.</summary>
internal static class SeenInWords
{
    private const int Longest = 100;
    private static readonly TimeSpan s_noticeable = TimeSpan.FromMilliseconds(500);

    public static string Of(Observation seen)
    {
        var end = seen.End switch { ConnectionEnd.Reset => " and a reset", ConnectionEnd.TimedOut => " and nothing more", _ => "" };
        var what = seen switch
        {
            { IsNull: true } => "NULL",
            { Reply.Length: 0, End: ConnectionEnd.Reset } => "a reset",
            { Reply.Length: 0 } => "silence, not closed",
            _ when WireReply.TakeApart(seen.Reply, out var bodies) is not null && bodies.Count == 0 => Shorten(seen.Text.Split("\r\n")[0]) + end,
            _ => string.Join(" + ", Bodies(seen).Select(body => Shorten(body.IndexOf("RES=", StringComparison.Ordinal) is >= 0 and var at ? body[at..] : body))) + end,
        };
        return seen.Elapsed < s_noticeable ? what : string.Create(CultureInfo.InvariantCulture, $"{what} after {seen.Elapsed.TotalSeconds:0.0} s");
    }

    private static List<string> Bodies(Observation seen)
    {
        WireReply.TakeApart(seen.Reply, out var bodies);
        return bodies;
    }

    private static string Shorten(string text) => TerminalText.Clean(TerminalText.Shorten(text, Longest));
}
