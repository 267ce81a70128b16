using Tqq.Probe.Judging;

namespace Tqq.Probe.Cases;

/// <summary>Every command without a session: RES=20, except Logout (§2.2, §5.11).</summary>
internal static class NoSessionCases
{
    public static async Task RunAsync(Prober prober, string when)
    {
        var peer = prober.Plan.Peer;
        foreach (var (section, command, fields) in new[]
        {
            ("5.2", "List", ""), ("5.3", "Query_Stat", "&TN=160"), ("5.3", "Query_Stat", ""), ("5.4", "GetInfo", $"&LV=1&UN={peer}"),
                ("5.5", "AddToList", $"&UN={peer}"),
            ("5.6", "Ack_AddToList", $"&UN={peer}&CD=0"), ("5.7", "DelFromList", $"&UN={peer}"), ("5.8", "Change_Stat", "&ST=10"),
                ("5.9", "GetMsgEx", ""), ("5.10", "CLTMSG", $"&UN={peer}&MG=TEST"),
        })
        {
            await prober.ReplyAsync(section, $"{command}{(command == "Query_Stat" ? fields : "")} {when}", command, fields, 20);
        }

        await prober.ReplyAsync("5.11", $"Logout {when}", "Logout", "", 0);
    }
}
