using Tqq.Cli.Probing.Asking;
using Tqq.Cli.Probing.Cases;
using Tqq.Cli.Probing.Judging;

namespace Tqq.Cli.Probing;

/// <summary>All sections in the order in which they leave the account as it was: what needs no session first, the session's end last.</summary>
internal static class WholeProbe
{
    // What the documented server takes its time for: four refusals (20 s each), a repeated deletion (30 s), and a request that never ends (10 s).
    private static readonly TimeSpan s_waits = TimeSpan.FromSeconds((4 * 20) + 30 + 10);
    private const int Cases = 230;

    /// <summary>How long it takes with a server that holds replies back as documented.</summary>
    public static TimeSpan Usual(ProbePlan plan) => s_waits + (Cases * plan.Interval);

    /// <summary>Logs in and out: so number and password are known to be right, and no session that somebody left open makes "before login" untrue.</summary>
    /// <returns>Why the server does not let the account in, in its own words; null where it does, or says something else.</returns>
    public static async Task<string?> BeginAsync(Prober prober)
    {
        var login = await prober.SayAsync("Login", LoginCases.Fields(prober));
        await prober.SayAsync("Logout");
        return login["RES"] == "0" && login["RS"] is not (null or "0") ? login["RA"] ?? "" : null;
    }

    /// <returns>Whether the account could log in; without that little can be said.</returns>
    public static async Task<bool> RunAsync(Prober prober)
    {
        await HeadCases.RunAsync(prober);
        await RefusedHeadCases.RunAsync(prober);
        await GrammarCases.RunAsync(prober);
        await NoSessionCases.RunAsync(prober, "before login");
        if (!await LoginCases.RunAsync(prober))
        {
            prober.Skip("5", "everything after login", "", $"{prober.Plan.Uin} could not log in");
            return false;
        }

        var friends = (await prober.SayAsync("List", "&TN=160&UN=0"))["UN"] ?? "";
        var peerIsFriend = friends.Split(',').Contains($"{prober.Plan.Peer}");
        try
        {
            await RefusedHeadCases.ForPagesAsync(prober);
            await ListCases.RunAsync(prober);
            await InfoCases.RunAsync(prober);
            await FriendCases.RunAsync(prober, peerIsFriend);
            await StatusCases.RunAsync(prober);
            await MailCases.RunAsync(prober);
            await SendCases.RunAsync(prober);
            await ReplayCases.RunAsync(prober);
            await SendCases.TooFastAsync(prober);
            await prober.ReplyAsync("5.11", "Logout", "Logout", "", 0);
            await NoSessionCases.RunAsync(prober, "after logout");
            await KeyCases.RunAsync(prober);
            await ReplayCases.OneSeqAsync(prober);
            return true;
        }
        catch (OperationCanceledException)
        {
            // Whatever session there is now, with a key or without: a login takes its place, and its end ends all.
            (string, string) login = ("Login", LoginCases.Fields(prober)), logout = ("Logout", "");
            await prober.LeaveAsync(peerIsFriend ? [login, logout] : [login, ("DelFromList", $"&UN={prober.Plan.Peer}"), logout]);
            throw;
        }
    }
}
