using Tqq.Probe.Asking;
using Tqq.Probe.Cases;
using Tqq.Probe.Judging;

namespace Tqq.Probe;

/// <summary>
/// Asks a server everything that protocol.md has an answer to: all sections in the order in which they leave the account as it was, what
/// needs no session first, the session's end last. A probe is one use of this: <see cref="BeginAsync"/>, then <see cref="RunAsync"/>.
/// </summary>
public sealed class ServerProbe
{
    // What the documented server takes its time for: four refusals (20 s each), a repeated deletion (30 s), and
    // a request that never ends (10 s).
    private static readonly TimeSpan s_waits = TimeSpan.FromSeconds((4 * 20) + 30 + 10);
    private const int Cases = 230;

    private readonly Prober _prober;
    private readonly TimeProvider _time;

    /// <param name="plan">Against which server, as whom.</param>
    /// <param name="notice">Told each finding as it comes, one after the other.</param>
    /// <param name="time">Says when the probe began and how long it took; null for the system's time.</param>
    /// <param name="stopping">Ends the probe: what it began is undone within some seconds.</param>
    public ServerProbe(ProbePlan plan, Action<Finding>? notice = null, TimeProvider? time = null, CancellationToken stopping = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _prober = new(plan, notice ?? (_ => { }), stopping);
        _time = time ?? TimeProvider.System;
    }

    /// <summary>How long a probe takes with a server that holds penalised replies back as documented.</summary>
    public TimeSpan Usual => s_waits + (Cases * _prober.Plan.Interval);

    /// <summary>
    /// Logs in and out: so number and password are known to be right, and no session that somebody left open makes "before login" untrue.
    /// </summary>
    /// <returns>Why the server does not let the account in, in its own words; null where it does, or says something else.</returns>
    /// <exception cref="OperationCanceledException">The probe was stopped.</exception>
    public Task<string?> BeginAsync() => WithoutContext(async () =>
    {
        var login = await _prober.SayAsync("Login", LoginCases.Fields(_prober));
        await _prober.SayAsync("Logout");
        return login["RES"] == "0" && login["RS"] is not (null or "0") ? login["RA"] ?? "" : null;
    });

    /// <summary>Asks whether there is the account that gets the text.</summary>
    /// <returns>False where the server says that there is none (GetInfo with RES=5); true where it says anything else.</returns>
    /// <exception cref="OperationCanceledException">The probe was stopped.</exception>
    public Task<bool> HasPeerAsync() => WithoutContext(async () =>
    {
        await _prober.SayAsync("Login", LoginCases.Fields(_prober));
        var info = await _prober.SayAsync("GetInfo", $"&LV=1&UN={_prober.Plan.Peer}");
        await _prober.SayAsync("Logout");
        return info["RES"] != "5";
    });

    /// <summary>Goes through all cases. A server that is not there is no error: its cases could not be tested.</summary>
    /// <exception cref="OperationCanceledException">The probe was stopped. The account has neither session nor friend of it.</exception>
    public Task<ProbeReport> RunAsync() => WithoutContext(async () =>
    {
        var (begun, since) = (_time.GetUtcNow(), _time.GetTimestamp());
        var couldLogIn = await RunCasesAsync();
        return new ProbeReport(_prober.Plan, begun, _time.GetElapsedTime(since), couldLogIn, _prober.Findings)
        {
            IsServerGone = _prober.IsGone,
        };
    });

    // Nothing behind this goes on in the caller's synchronization context, so no await of the cases has to say so.
    private static Task<T> WithoutContext<T>(Func<Task<T>> run) => Task.Run(run);

    private async Task<bool> RunCasesAsync()
    {
        await HeadCases.RunAsync(_prober);
        await RefusedHeadCases.RunAsync(_prober);
        await GrammarCases.RunAsync(_prober);
        await NoSessionCases.RunAsync(_prober, "before login");
        if (!await LoginCases.RunAsync(_prober))
        {
            _prober.Skip("5", "everything after login", "",
                _prober.IsGone ? Prober.Gone : $"{_prober.Plan.Uin} could not log in");
            return false;
        }

        var friends = (await _prober.SayAsync("List", "&TN=160&UN=0"))["UN"] ?? "";
        var peerIsFriend = friends.Split(',').Contains($"{_prober.Plan.Peer}");
        try
        {
            await RefusedHeadCases.ForPagesAsync(_prober);
            await ListCases.RunAsync(_prober);
            await InfoCases.RunAsync(_prober);
            await FriendCases.RunAsync(_prober, peerIsFriend);
            await StatusCases.RunAsync(_prober);
            await MailCases.RunAsync(_prober);
            await SendCases.RunAsync(_prober);
            await ReplayCases.RunAsync(_prober);
            await SendCases.TooFastAsync(_prober);
            await _prober.ReplyAsync("5.11", "Logout", "Logout", "", 0);
            await NoSessionCases.RunAsync(_prober, "after logout");
            await KeyCases.RunAsync(_prober);
            await ReplayCases.OneSeqAsync(_prober);
            return true;
        }
        catch (OperationCanceledException)
        {
            // Whatever session there is now, with a key or without: a login takes its place, and its end ends all.
            (string, string) login = ("Login", LoginCases.Fields(_prober)), logout = ("Logout", "");
            await _prober.LeaveAsync(peerIsFriend ? [login, logout] : [login, ("DelFromList", $"&UN={_prober.Plan.Peer}"), logout]);
            throw;
        }
    }
}
