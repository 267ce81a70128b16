using System.Net;
using System.Net.Sockets;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Sessions;
using Tqq.Server.Cluster;

namespace Tqq.Server.Tests.Wire.Receipts;

/// <summary>
/// Whoever names an account but has no part in its session keeps nobody waiting (protocol.md §4): only so many requests of
/// an account wait for a confirmation.
/// </summary>
public sealed class StrangersTests
{
    // More than may wait.
    private const int Many = 9;

    // More than a client that does not read holds, and less than both sides hold.
    private static readonly string MediumText = new('x', 8_000);

    private readonly ScriptedMessenger _messenger = new() { Belongs = caller => caller.KeyHash is null };

    public StrangersTests() =>
        _messenger.Answers = _ => new Answer.HandedOut(5, [new Message(1, MessageKind.FriendRequest, new(10002), MediumText, default)]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<Socket[]> AskManyAsync(SocketHost host, string command, string fields) =>
        Task.WhenAll(Enumerable.Range(10, Many).Select(seq => host.AskAsync(command, seq, Cancel, fields)));

    // What had been reported of the reply before the next request was executed.
    private async Task<bool> IsReceivedByNextRequestAsync(SocketHost host, Socket first)
    {
        var isReported = false;
        _messenger.Answers = _ =>
        {
            isReported |= _messenger.TakeReports().Contains((5, true));
            return Answer.HandedOut.None;
        };
        using var second = await host.AskAsync("GetMsgEx", 2, Cancel);
        await first.ReadToAsync("x,", Cancel);
        await host.AwaitConfirmedAsync(new(10001), Cancel);
        await using var other = new NetworkStream(await host.ConnectAsync(), ownsSocket: true);
        await host.TurnUntilAsync(second.ReadToAsync("MG=", Cancel), other, Cancel);
        return isReported;
    }

    [Fact]
    public async Task Requests_of_strangers_are_answered_at_once_and_take_no_place_of_those_that_wait()
    {
        await using var host = await SocketHost.StartAsync(_messenger);
        using var first = await host.AskWithoutReadingAsync(Cancel);
        _messenger.Answers = _ => Answer.NotLoggedIn.Instance;
        // The clock stands still: what waits is not answered.
        foreach (var stranger in await AskManyAsync(host, "List", $"&SK={new string('A', 22)}"))
            using (stranger)
                await stranger.ReadToAsync("RES=20", Cancel);
        Assert.True(await IsReceivedByNextRequestAsync(host, first));
    }

    [Fact]
    public async Task A_login_that_is_not_looked_at_waits_for_no_confirmation()
    {
        await using var host = await SocketHost.StartAsync(_messenger);
        using var first = await host.AskWithoutReadingAsync(Cancel);
        (_messenger.RefusesLogins, _messenger.LoginAnswer) = (true, Answer.Refused.Instance);
        foreach (var login in await AskManyAsync(host, "Login", "&PS=0123456789abcdef0123456789abcdef&LC=9326B87B234E7235"))
            using (login)
                await login.ReadToAsync("RES=3", Cancel);
    }

    [Fact]
    public async Task Logins_that_are_looked_at_leave_places_for_the_session()
    {
        await using var host = await SocketHost.StartAsync(_messenger);
        using var first = await host.AskWithoutReadingAsync(Cancel);
        var logins = await AskManyAsync(host, "Login", "&PS=0123456789abcdef0123456789abcdef&LC=9326B87B234E7235");
        // As many as may not wait have been answered: the others wait.
        var answers = logins.Select(login => login.ReadToAsync("LI=300", Cancel)).ToList();
        for (var left = Many - 4; left > 0; left--)
            answers.Remove(await Task.WhenAny(answers));
        Assert.True(await IsReceivedByNextRequestAsync(host, first));
        foreach (var login in logins)
            login.Dispose();
    }

    [Fact]
    public void A_client_that_lost_its_place_to_another_login_hears_so_and_has_no_part_in_the_session_any_more()
    {
        var sessions = new LiveSessions();
        sessions.Note(new(10001), new SessionRecord(IPAddress.Loopback, "NEW", Status.Online, default), isOnline: true, ["OLD"]);
        Caller displaced = new(IPAddress.Loopback, "OLD");
        Assert.True(sessions.MayAdmit(new(10001), displaced));
        Assert.False(sessions.Admits(new(10001), displaced));
    }
}
