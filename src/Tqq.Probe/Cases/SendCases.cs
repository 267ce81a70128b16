using System.Text;
using Tqq.Probe.Asking;
using Tqq.Probe.Judging;

namespace Tqq.Probe.Cases;

/// <summary>CLTMSG (§5.10) and sending too fast (§6).</summary>
internal static class SendCases
{
    // The burst of §6 is 20.
    private const int MostTexts = 30;
    private static readonly TimeSpan s_atOnce = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(Prober prober)
    {
        var peer = prober.Plan.Peer;
        foreach (var (name, fields) in new[] { ("UN not a number", "&UN=abc&MG=TEST"), ("UN missing", "&MG=TEST"),
            ("MG missing", $"&UN={peer}") })
            await prober.NullAsync("5.10", name, "CLTMSG", fields);
        await prober.AskAsync("5.10", "MG not UTF-8",
            [.. Encoding.ASCII.GetBytes(prober.Body("CLTMSG", $"&UN={peer}&MG=")), 0xC4, 0xE3, 0xBA, 0xC3], Expectation.Null);
        await prober.ReplyAsync("5.10", "401 bytes", "CLTMSG", $"&UN={peer}&MG={new string('A', 401)}", 3, also: expected =>
            expected.And("at once", IsAtOnce));
        await prober.ReplyAsync("5.10", "134 x 好, 402 bytes", "CLTMSG", $"&UN={peer}&MG={new string('好', 134)}", 3);
        await prober.ReplyAsync("5.10", "UN below 10000", "CLTMSG", "&UN=100&MG=TEST", 5);
        await prober.ReplyAsync("5.10", "to the peer", "CLTMSG", $"&UN={peer}&MG=TEST", 0, "&");
    }

    /// <summary>Whether a refusal came without a penalty.</summary>
    public static string? IsAtOnce(Observation seen) => seen.Elapsed < s_atOnce ? null : "only after a penalty";

    /// <summary>As fast as it goes. All texts have a lower-case h, for the original's quirk, and go to oneself.</summary>
    public static async Task TooFastAsync(Prober prober)
    {
        // What was sent before has used some of the burst; two texts come back each second.
        await prober.RestAsync(40);
        var (swallowed, sent) = (0, 0);
        Observation? refused = null;
        while (refused is null && swallowed + sent < MostTexts)
        {
            var seen = await prober.SayAsync("CLTMSG", $"&UN={prober.Plan.Uin}&MG=h{swallowed + sent}");
            if (Quirk.TextIsSwallowed.Shows(seen))
                swallowed++;
            else if (seen.IsDenied)
                refused = seen;
            else
                sent++;
        }

        if (refused is null)
            prober.Skip("6", "too fast", "RES=3 after the penalty", $"{MostTexts} texts as fast as they went were not too fast");
        else
            prober.Note("6", "too fast", "RES=3 after the penalty", null, Verdict.AsDocumented, null, refused);
        var got = $"{sent} x RES=0&, {swallowed} x NULL";
        prober.Note("7", "texts with a lower-case h", "RES=0&", got, swallowed == 0 ? Verdict.AsDocumented : sent == 0 ? Verdict.Differs
            : Verdict.AllowedDifference, swallowed == 0 ? null : Quirk.TextIsSwallowed.Name);
        await MailCases.EmptyAsync(prober);
    }
}
