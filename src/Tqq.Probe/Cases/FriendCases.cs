using System.Text;
using Tqq.Probe.Judging;

namespace Tqq.Probe.Cases;

/// <summary>
/// AddToList, Ack_AddToList, DelFromList (§5.5 to §5.7). Whoever is on one's list before is on it afterwards, and nobody else.
/// </summary>
internal static class FriendCases
{
    public static async Task RunAsync(Prober prober, bool peerIsFriend)
    {
        await AddAsync(prober, peerIsFriend);
        await AnswerAsync(prober);
        await RemoveAsync(prober, peerIsFriend);
    }

    private static async Task AddAsync(Prober prober, bool peerIsFriend)
    {
        var (me, peer) = (prober.Plan.Uin, prober.Plan.Peer);
        await prober.ReplyAsync("5.5", "AddToList", "AddToList", $"&UN={peer}", 0, $"&CD={(peerIsFriend ? "0" : "[012]")}&UN={peer}",
            peerIsFriend ? "&CD=0&UN=<friend>" : "&CD=0|1|2&UN=<target>");
        await prober.ReplyAsync("5.5", "oneself", "AddToList", $"&UN={me}", 0, $"&CD=2&UN={me}", "&CD=2&UN=<oneself>");
        await prober.ReplyAsync("5.5", "UN below 10000", "AddToList", "&UN=100", 5);
        foreach (var (name, fields) in new[] { ("UN missing", ""), ("UN=abc", "&UN=abc"), ("UN empty", "&UN=") })
            await prober.NullAsync("5.5", name, "AddToList", fields);
    }

    private static async Task AnswerAsync(Prober prober)
    {
        var peer = prober.Plan.Peer;
        for (var code = 0; code <= 5; code++)
        {
            await prober.ReplyAsync("5.6", $"CD={code}", "Ack_AddToList", $"&UN={peer}&CD={code}&RS=TEST", code >= 3 ? 3
                : 0, also: code == 2 ? expected => expected.Or(Quirk.FirstAskIsRefused) : null);
            if (prober.Findings[^1].Note == Quirk.FirstAskIsRefused.Name)
                await prober.ReplyAsync("5.6", "CD=2 once more", "Ack_AddToList", $"&UN={peer}&CD=2&RS=TEST", 0);
        }

        await prober.ReplyAsync("5.6", "RS of 401 bytes", "Ack_AddToList", $"&UN={peer}&CD=2&RS={new string('A', 401)}", 3,
            also: expected => expected.And("at once", SendCases.IsAtOnce));
        foreach (var (name, fields) in new[] { ("UN=abc", "&UN=abc&CD=0"), ("CD=abc", $"&UN={peer}&CD=abc"), ("UN missing", "&CD=0"),
            ("CD missing", $"&UN={peer}") })
            await prober.NullAsync("5.6", name, "Ack_AddToList", fields);
        await prober.AskAsync("5.6", "RS not UTF-8",
            [.. Encoding.ASCII.GetBytes(prober.Body("Ack_AddToList", $"&UN={peer}&CD=2&RS=")), 0xC4, 0xE3], Expectation.Null);
    }

    private static async Task RemoveAsync(Prober prober, bool peerIsFriend)
    {
        foreach (var (name, fields) in new[] { ("UN missing", ""), ("UN=abc", "&UN=abc") })
            await prober.NullAsync("5.7", name, "DelFromList", fields);
        if (peerIsFriend)
        {
            prober.Skip("5.7", "DelFromList", "RES=0&", "the peer is a friend of this account and shall stay one");
            prober.Skip("5.7", "the same again", "RES=3 after the penalty", "the peer is a friend of this account and shall stay one");
            return;
        }

        // This is also the cleaning up: if AddToList or CD=2 has made them friends, they are none now.
        await prober.ReplyAsync("5.7", "DelFromList", "DelFromList", $"&UN={prober.Plan.Peer}", 0, "&");
        var again = prober.Body("DelFromList", $"&UN={prober.Plan.Peer}");
        await prober.RawAsync("5.7", "the same again", [Asking.ProbeRequest.Article(Encoding.ASCII.GetBytes(again))], 0,
            Expectation.Reply(again, 3), prober.Plan.LongPatience);
    }
}
