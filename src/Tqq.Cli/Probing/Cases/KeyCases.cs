using System.Text.RegularExpressions;
using Tqq.Cli.Probing.Judging;

namespace Tqq.Cli.Probing.Cases;

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
        prober.Note("3", "Login with SK=?", Welcome, SeenInWords.Of(welcome), isRight ? Verdict.AsDocumented : Verdict.Differs, isRight ? null : "other fields, or in another order", welcome);
        var key = $"&SK={welcome["SK"]}";
        await prober.ReplyAsync("3", "with the key", "List", key, 0, "&FN=[0-9]+", "&FN=<friends>");
        await prober.ReplyAsync("3", "without the key", "List", "", 20);
        await prober.ReplyAsync("3", "with a wrong key", "List", "&SK=0000000000000000000000", 20);
        await prober.ReplyAsync("5.11", "Logout with the key", "Logout", key, 0);
    }

    [GeneratedRegex("&RES=0&RS=0&HI=[0-9]+&LI=[0-9]+&SK=[A-Za-z0-9_-]{22}$")]
    private static partial Regex Key();
}
