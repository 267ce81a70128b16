using System.Text.RegularExpressions;
using Tqq.Probe.Judging;

namespace Tqq.Probe.Cases;

/// <summary>The session key, an extension (§3): tested where the server gives one.</summary>
internal static partial class KeyCases
{
    private const string Welcome = "RES=0&RS=0&HI=<s>&LI=<s>&SK=<22 characters>";

    public static async Task RunAsync(Prober prober)
    {
        var welcome = await prober.SayAsync("Login", $"&SK=?&PS={prober.Plan.PasswordMd5}&M5=1&LC={LoginCases.Code}");
        if (welcome["SK"] is null)
        {
            prober.Skip("3", "Login with SK=?", Welcome, "the server gives no keys");
            return;
        }

        var isRight = Key().IsMatch(welcome.Text);
        prober.Note("3", "Login with SK=?", Welcome, null, isRight ? Verdict.AsDocumented : Verdict.Differs, isRight ? null
            : "other fields, or in another order", welcome);
        var key = $"&SK={welcome["SK"]}";
        await prober.ReplyAsync("3", "with the key", "List", key, 0, "&FN=[0-9]+", "&FN=<friends>");
        await prober.ReplyAsync("3", "without the key", "List", "", 20);
        await prober.ReplyAsync("3", "with a wrong key", "List", "&SK=0000000000000000000000", 20);
        await OnceAsync(prober, key);
        await prober.ReplyAsync("5.11", "Logout with the key", "Logout", key, 0);
    }

    // Texts with a key, and counting: extensions, too (§4).
    private static async Task OnceAsync(Prober prober, string key)
    {
        var me = prober.Plan.Uin;
        var text = $"{key}&UN={me}&MK={Guid.NewGuid():N}&MG=";
        await prober.ReplyAsync("4", "a text with MK", "CLTMSG", $"{text}once", 0, "&");
        await prober.ReplyAsync("4", "the same MK and text, with another SEQ", "CLTMSG", $"{text}once", 0, "&");
        await prober.ReplyAsync("4", "the same MK with another text", "CLTMSG", $"{text}twice", 3);
        await prober.NullAsync("4", "MK with other characters", "CLTMSG", $"{key}&UN={me}&MK=a b&MG=never");
        await prober.NullAsync("4", "MK of 65 characters", "CLTMSG", $"{key}&UN={me}&MK={new string('k', 65)}&MG=never");
        var fetch = prober.Body("GetMsgEx", $"{key}&AK=0");
        await prober.AskAsync("4", "it came once, with its number", fetch,
            Expectation.Reply(fetch, 0, $"&MN=1&MT=9,&UN={me},&MG=once ,&FI=[1-9][0-9]*", "&MN=1&..&MG=once ,&FI=<number>"));
        var seq = SeqOf().Match(fetch).Groups[1].Value;
        await prober.ReplyAsync("4", "taken, by its count", "GetMsgEx", $"{key}&AK=1.{seq}", 0, $"{MailCases.Nothing}&FI=0");
    }

    [GeneratedRegex("&SEQ=([^&]*)")]
    private static partial Regex SeqOf();

    [GeneratedRegex("&RES=0&RS=0&HI=[0-9]+&LI=[0-9]+&SK=[A-Za-z0-9_-]{22}$")]
    private static partial Regex Key();
}
