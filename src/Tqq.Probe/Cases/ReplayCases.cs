using Tqq.Probe.Judging;

namespace Tqq.Probe.Cases;

/// <summary>Repetition (§4): the same bytes again get the same reply and do nothing, unless a session has had but one SEQ.</summary>
internal static class ReplayCases
{
    public static async Task RunAsync(Prober prober)
    {
        var me = prober.Plan.Uin;
        await TwiceAsync(prober, prober.Body("CLTMSG", $"&UN={me}&MG=once"), "&", "a text", "the same bytes again");
        await TwiceAsync(prober, prober.Body("GetMsgEx"), $"&MN=1&MT=9,&UN={me},&MG=once ,", "it came once",
            "the same poll again gets the same reply");
        await prober.ReplyAsync("4", "a replay acknowledges nothing, the next request does", "GetMsgEx", "", 0, MailCases.Nothing);
    }

    /// <summary>A session of its own that carries the same SEQ from its login on.</summary>
    public static async Task OneSeqAsync(Prober prober)
    {
        var me = prober.Plan.Uin;
        string Body(string command, string fields) => $"VER=1.1&CMD={command}&SEQ=7&UIN={me}{fields}";
        var login = Body("Login", $"&PS={prober.Plan.PasswordMd5}&M5=1&LC={LoginCases.Code}");
        await prober.AskAsync("4", "a session that carries SEQ=7 in all its requests", login,
            Expectation.Reply(login, 0, "&RS=0&HI=60&LI=300").Or(Quirk.OtherTimes));
        await TwiceAsync(prober, Body("CLTMSG", $"&UN={me}&MG=twice"), "&", "a text", "the same bytes again are another text");
        var fetch = Body("GetMsgEx", "");
        await prober.AskAsync("4", "it came twice", fetch,
            Expectation.Reply(fetch, 0, $"&MN=2&MT=9,9,&UN={me},{me},&MG=twice ,twice ,", "&MN=2&..&MG=twice ,twice ,"));
        var logout = Body("Logout", "");
        await prober.AskAsync("5.11", "Logout", logout, Expectation.Reply(logout, 0));
    }

    private static async Task TwiceAsync(Prober prober, string body, string fields, string first, string second)
    {
        foreach (var name in new[] { first, second })
            await prober.AskAsync("4", name, body, Expectation.Reply(body, 0, fields));
    }
}
