using System.Text.RegularExpressions;
using Tqq.Cli.Probing.Judging;

namespace Tqq.Cli.Probing.Cases;

/// <summary>GetMsgEx (§5.9) and what becomes of texts (§2, §4). All of them go to oneself, where they can be read again.</summary>
internal static class MailCases
{
    public const string Nothing = "&MN=0&MT=&UN=&MG=";
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

        prober.Skip("5.9", "401 x A in two segments", "MN=2", "over this protocol nobody can send more than 400 bytes");
    }

    /// <summary>Takes what waits. Up to a hundred messages come at once; more than some pages of old ones are not the probe's business.</summary>
    public static async Task EmptyAsync(Prober prober)
    {
        for (var page = 0; page < 10; page++)
            if ((await prober.SayAsync("GetMsgEx"))["MN"] is null or "0")
                return;
    }

    private static async Task RoundTripAsync(Prober prober, string name, string text, string[] pieces)
    {
        var me = prober.Plan.Uin;
        await prober.ReplyAsync("5.10", $"{name}, to oneself", "CLTMSG", $"&UN={me}&MG={text}", 0, "&");
        var expected = $"&MN={pieces.Length}&MT={Repeat("9,")}&UN={Repeat($"{me},")}&MG={string.Concat(pieces.Select(piece => piece + ","))}";
        await prober.ReplyAsync("5.9", $"{name}, as it comes back", "GetMsgEx", "", 0, Regex.Escape(expected), expected.Length < 80 ? expected.Replace('\r', ' ') : $"&MN={pieces.Length}&MT=..&UN=..&MG=..");
        await prober.ReplyAsync("4", $"{name}, acknowledged by the next request", "GetMsgEx", "", 0, Nothing);

        string Repeat(string element) => string.Concat(Enumerable.Repeat(element, pieces.Length));
    }
}
