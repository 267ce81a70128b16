using Tqq.Probe.Judging;

namespace Tqq.Probe.Cases;

/// <summary>Change_Stat (§5.8), ST 0 to 60 in steps of 5. Ends online.</summary>
internal static class StatusCases
{
    public static async Task RunAsync(Prober prober)
    {
        for (var status = 0; status <= 60; status += 5)
        {
            if (status is 10 or 20 or 30 or 40)
                await prober.ReplyAsync("5.8", $"ST={status}", "Change_Stat", $"&ST={status}", 0, "&");
            else
                await prober.NullAsync("5.8", $"ST={status}", "Change_Stat", $"&ST={status}");
        }

        foreach (var (name, fields) in new[] { ("ST missing", ""), ("ST empty", "&ST="), ("ST=abc", "&ST=abc") })
            await prober.NullAsync("5.8", name, "Change_Stat", fields);
        await prober.ReplyAsync("5.8", "back to ST=10", "Change_Stat", "&ST=10", 0, "&");
    }
}
