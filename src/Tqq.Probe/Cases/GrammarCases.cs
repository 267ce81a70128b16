using System.Text;
using Tqq.Probe.Judging;

namespace Tqq.Probe.Cases;

/// <summary>The grammar of bodies and the keys that every request has (§2). Asked before login: what is understood gets RES=20.</summary>
internal static class GrammarCases
{
    public static async Task RunAsync(Prober prober)
    {
        var uin = prober.Plan.Uin;
        foreach (var (name, body) in new[]
        {
            ("VER=1.0", $"VER=1.0&CMD=List&SEQ=10&UIN={uin}"),
            ("VER=1.2", $"VER=1.2&CMD=List&SEQ=11&UIN={uin}"),
            ("CMD in another case", $"VER=1.1&CMD=change_STAT&SEQ=12&UIN={uin}&ST=10"),
            ("keys in another case", $"ver=1.1&cmd=List&seq=13&uin={uin}"),
            ("keys in another order", $"UIN={uin}&SEQ=14&CMD=List&VER=1.1"),
            ("unknown keys", $"COMP=1&VER=1.1&GD=x&CMD=List&SEQ=15&UIN={uin}&XP=2&CON="),
            ("a key twice: the first counts", $"VER=1.1&CMD=List&SEQ=16&SEQ=17&UIN={uin}&UIN=1"),
            ("white space around values", $"VER=1.1 &CMD= List&SEQ=18 &UIN={uin} "),
            ("SEQ of 32 characters", $"VER=1.1&CMD=List&SEQ=0123456789abcdefghijklmnopqST_.-&UIN={uin}"),
        })
        {
            await prober.AskAsync("2", name, body, Expectation.Reply(body, 20));
        }

        foreach (var (name, body) in new[]
        {
            ("VER missing", $"CMD=List&SEQ=20&UIN={uin}"),
            ("VER=2.0", $"VER=2.0&CMD=List&SEQ=21&UIN={uin}"),
            ("CMD missing", $"VER=1.1&SEQ=22&UIN={uin}"),
            ("CMD unknown", $"VER=1.1&CMD=Lost&SEQ=23&UIN={uin}"),
            ("SEQ missing", $"VER=1.1&CMD=List&UIN={uin}"),
            ("SEQ with other characters", $"VER=1.1&CMD=List&SEQ=a/b&UIN={uin}"),
            ("SEQ of 33 characters", $"VER=1.1&CMD=List&SEQ={new string('1', 33)}&UIN={uin}"),
            ("UIN missing", "VER=1.1&CMD=List&SEQ=24"),
            ("UIN not a number", "VER=1.1&CMD=List&SEQ=25&UIN=abc"),
            ("UIN too large", "VER=1.1&CMD=List&SEQ=26&UIN=4294967296"),
        })
        {
            await prober.AskAsync("2.1", name, body, Expectation.Null);
        }

        await prober.AskAsync("2", "bytes that are no body", [0, 255, 254, 10, 13, 38, 61], Expectation.Null);
        await prober.AskAsync("2", "a CMD that is not UTF-8", [.. Encoding.ASCII.GetBytes("VER=1.1&SEQ=27&UIN=10001&CMD="), 0xC4, 0xE3],
            Expectation.Null);
    }
}
