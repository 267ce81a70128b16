using System.Text.RegularExpressions;
using Tqq.Probe.Asking;
using Tqq.Probe.Judging;

namespace Tqq.Probe.Cases;

/// <summary>GetMsgEx (§5.9) and what becomes of texts (§2, §4). All of them go to oneself, where they can be read again.</summary>
internal static class MailCases
{
    public const string Nothing = "&MN=0&MT=&UN=&MG=";
    private const int ShortBody = 1280;
    private const string Any = "&MN=[0-9]+&MT=(?:[0-9]+,)*&UN=(?:[0-9]+,)*&MG=(?:[^&,]*,)*";

    public static async Task RunAsync(Prober prober)
    {
        await prober.ReplyAsync("5.9", "whatever waits", "GetMsgEx", "", 0, Any, "&MN=<n>&MT=..&UN=..&MG=..");
        await EmptyAsync(prober);
        await prober.ReplyAsync("5.9", "nothing new", "GetMsgEx", "", 0, Nothing);
        foreach (var (name, text, pieces) in new (string, string, string[])[]
        {
            ("a text", "TEST", ["TEST "]),
            ("an empty text", "", [" "]),
            ("what has to be escaped", "a%26b,c%25d 好", ["a%26b%2cc%25d 好 "]),
            ("what is no escape, and a plus", "100% a+b %zz", ["100%25 a+b %25zz "]),
            ("white space around a text", "  a  ", ["  a   "]),
            ("a line end", "a%0D%0Ab", ["a\rb "]),
            ("a control character", "a%01b", ["a%01b "]),
            ("399 x A", new('A', 399), [new string('A', 399) + " "]),
            ("400 x A", new('A', 400), [new('A', 400), " "]),
            ("133 x 好 and B, 400 bytes", new string('好', 133) + "B", [new string('好', 133) + "B", " "]),
        })
        {
            await RoundTripAsync(prober, name, text, pieces);
        }

        await ShortRepliesAsync(prober);
        prober.Skip("5.9", "401 x A in two segments", "MN=2", "over this protocol nobody can send more than 400 bytes");
    }

    /// <summary>
    /// Takes what waits. To the article's heads little comes at once; more than a hundred pages of old
    /// messages are not the probe's business.
    /// </summary>
    public static async Task EmptyAsync(Prober prober)
    {
        for (var page = 0; page < 100; page++)
            if ((await prober.SayAsync("GetMsgEx"))["MN"] is null or "0")
                return;
    }

    // Two texts of 400 bytes. Escaped, and with what stands beside them, all but the last piece fit into 1,280
    // bytes: that comes with the next reply.
    private static async Task ShortRepliesAsync(Prober prober)
    {
        var me = prober.Plan.Uin;
        string[] texts = [new('A', 400), new string('%', 160) + new string('B', 240)];
        foreach (var text in texts)
            await prober.ReplyAsync("5.10", $"400 bytes that begin with {text[0]}, to oneself", "CLTMSG",
                $"&UN={me}&MG={text.Replace("%", "%25", StringComparison.Ordinal)}", 0, "&");
        var seen = new List<string>();
        for (var reply = 1; reply <= 2; reply++)
        {
            var one = await prober.ReplyAsync("5.9", $"two long texts to a head without a target, reply {reply}", "GetMsgEx", "", 0, Any,
                "&MN=<n>&MT=..&UN=..&MG=..", expected => expected
                .And("a body of at most 1,280 bytes", observation => StrictReplies.TakeApart(observation.Reply, out var bodies) is null
                    && bodies.All(body => body.Length <= ShortBody) ? null : "a longer body"));
            seen.AddRange((one["MG"] ?? "").Split(',')[..^1]);
        }

        var joined = string.Concat(seen).Replace("%25", "%", StringComparison.Ordinal);
        prober.Note("5.9", "the pieces of both replies", "all of the two texts, in order",
            $"{seen.Count} pieces, {joined.Length} characters", joined == string.Concat(texts.Select(text => text + " "))
            ? Verdict.AsDocumented : Verdict.Differs, null);
        await EmptyAsync(prober);
    }

    private static async Task RoundTripAsync(Prober prober, string name, string text, string[] pieces)
    {
        var me = prober.Plan.Uin;
        await prober.ReplyAsync("5.10", $"{name}, to oneself", "CLTMSG", $"&UN={me}&MG={text}", 0, "&");
        var expected =
            $"&MN={pieces.Length}&MT={Repeat("9,")}&UN={Repeat($"{me},")}&MG={string.Concat(pieces.Select(piece => piece + ","))}";
        await prober.ReplyAsync("5.9", $"{name}, as it comes back", "GetMsgEx", "", 0, Regex.Escape(expected), expected.Length < 80
            ? expected.Replace('\r', ' ') : $"&MN={pieces.Length}&MT=..&UN=..&MG=..");
        await prober.ReplyAsync("4", $"{name}, acknowledged by the next request", "GetMsgEx", "", 0, Nothing);

        string Repeat(string element) => string.Concat(Enumerable.Repeat(element, pieces.Length));
    }
}
