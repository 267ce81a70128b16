using Tqq.Probe.Asking;
using Tqq.Probe.Judging;

namespace Tqq.Probe.Cases;

/// <summary>Login (§5.1). The last one succeeds and stays.</summary>
internal static class LoginCases
{
    public const string Code = "9326B87B234E7235";

    /// <summary>What a login that has to succeed carries.</summary>
    public static string Fields(Prober prober) => $"&PS={prober.Plan.PasswordMd5}&M5=1&LC={Code}";

    /// <returns>Whether the account is logged in.</returns>
    public static async Task<bool> RunAsync(Prober prober)
    {
        var ps = prober.Plan.PasswordMd5;
        foreach (var (name, fields, uin) in new[]
        {
            ("LC wrong", $"&PS={ps}&M5=1&LC=1223423545756679", null),
            ("LC missing", $"&PS={ps}&M5=1", null),
            ("M6 instead of M5, LC wrong", $"&PS={ps}&M6=1&LC=1223423545756679", null),
            ("PS empty", $"&PS=&M5=1&LC={Code}", null),
            ("PS missing", $"&M5=1&LC={Code}", null),
            ("UIN not a number", $"&PS={ps}&M5=1&LC={Code}", "abc"),
        })
        {
            await prober.NullAsync("5.1", name, "Login", fields, uin);
        }

        var illegal = prober.Body("Login", $"&PS={ps}&M5=1&LC={Code}", "100");
        await prober.AskAsync("5.1", "UIN below 10000", illegal, Expectation.Reply(illegal, 5));
        await prober.ReplyAsync("5.1", "wrong password", "Login", $"&PS={new string('0', 32)}&M5=1&LC={Code}", 0, "&RS=1&RA=密码错误");
        foreach (var m5 in new[] { "&M5=0", "&M5=2", "&M5=3", "&M6=1", "" })
            await WelcomeAsync(prober, m5.Length == 0 ? "M5 missing" : m5[1..], $"&PS={ps}{m5}&LC={Code}");
        await WelcomeAsync(prober, "PS in capitals, with blanks", $"&PS={ps.ToUpperInvariant()} &M5=1&LC={Code}");
        return (await WelcomeAsync(prober, "M5=1", Fields(prober)))["RS"] == "0";
    }

    private static Task<Observation> WelcomeAsync(Prober prober, string name, string fields) =>
        prober.ReplyAsync("5.1", name, "Login", fields, 0, "&RS=0&HI=60&LI=300", also: expected => expected.Or(Quirk.OtherTimes));
}
