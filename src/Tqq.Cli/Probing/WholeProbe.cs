using Tqq.Cli.Probing.Asking;
using Tqq.Cli.Probing.Cases;
using Tqq.Cli.Probing.Judging;

namespace Tqq.Cli.Probing;

/// <summary>All sections in the order in which they leave the account as it was: what needs no session first, the session's end last.</summary>
internal static class WholeProbe
{
    /// <summary>Ends a session that somebody left open, which would make "before login" untrue.</summary>
    /// <returns>Whether there is a server.</returns>
    public static async Task<bool> BeginAsync(Prober prober) => (await prober.SayAsync("Logout")).End is not ConnectionEnd.Refused;

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
            (string, string) login = ("Login", $"&PS={prober.Plan.PasswordMd5}&M5=1&LC={LoginCases.Code}"), logout = ("Logout", "");
            await prober.LeaveAsync(peerIsFriend ? [login, logout] : [login, ("DelFromList", $"&UN={prober.Plan.Peer}"), logout]);
            throw;
        }
    }
}
