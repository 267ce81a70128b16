using System.Diagnostics;
using Tqq.EndToEnd.Tests.Ledgers;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.Faults.Clocks;

/// <summary>A storm, friends who poll, and one who is silent, before a server whose clock is moved.</summary>
internal sealed class ClockScene : IAsyncDisposable
{
    private const int Friends = 10;
    private static readonly TimeSpan s_watched = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);
    private static readonly string[] s_flags = [.. Cast.Flags, "--rate-friend", "off", "--session-timeout", "15s"];

    private readonly RunningServer _server;
    private readonly int _processId;
    private readonly Cast _cast;
    private readonly IReadOnlyList<Correspondent> _friends;
    private readonly Storm _storm;
    private readonly List<double> _silences = [];
    private int _jumps;
    private double _longestGap;

    private ClockScene(RunningServer server, Cast cast, IReadOnlyList<Correspondent> friends, int seed) =>
        (_server, _processId, _cast, _friends, _storm) = (server, server.ProcessId, cast, friends,
            Storm.Start(server.Wire, cast.Senders, cast.Receivers, cast.Receivers, seed, TimeSpan.FromMilliseconds(20)));

    private Correspondent Watcher => _friends[0];

    // Whoever asks within its time and is told to be logged out.
    private int EndedEarly => _cast.Sights.ByKind.GetValueOrDefault("RES=20");

    private Correspondent Silent => _friends[^1];

    public static async Task<ClockScene> BeginAsync(string data, FakeClock clock, int seed)
    {
        var server = await RunningServer.StartAsync(data, clock.Environment, null, s_flags);
        var cast = await Cast.CreateAsync(server, 4, 2);
        var friends = await cast.HireAsync(server, Friends + 2, "anyone");
        foreach (var friend in friends.Skip(1))
            await friends[0].AskAsync(server.Wire, "AddToList", $"&UN={friend.Uin}");
        // Making them may take longer than a session lives.
        await Task.WhenAll(cast.Senders.Concat(cast.Receivers).Select(one => one.LoginAsync(server.Wire)));
        return new(server, cast, friends, seed);
    }

    /// <summary>Moves the clock and watches for some seconds of real time.</summary>
    public async Task JumpAsync(FakeClock clock, string to)
    {
        await Task.WhenAll(_friends.SkipLast(1).Select(friend => friend.LoginAsync(_server.Wire)));
        var silence = Stopwatch.StartNew();
        await Silent.LoginAsync(_server.Wire);
        await Watcher.FetchAsync(_server.Wire);
        clock.Set(to);
        _jumps++;
        var (early, seen) = (EndedEarly, Watcher.Notices.Count);
        double? ended = null;
        while (silence.Elapsed < s_watched)
        {
            await Task.WhenAll(_friends.SkipLast(1).Select(PollAsync));
            foreach (var (friend, status) in Watcher.Notices.Skip(seen))
                if (status == "20" && friend == Silent.Uin)
                    ended ??= silence.Elapsed.TotalSeconds;
            seen = Watcher.Notices.Count;
            await Task.Delay(s_pause);
            _longestGap = Math.Max(_longestGap, _storm.SinceLastAcknowledgement.TotalSeconds);
        }

        _silences.Add(ended ?? -1);
        Section.Progress(
            $"clock at {to}: the silent session ended after {ended:0.0} s, {EndedEarly - early} others, {_storm.Acknowledged} acknowledged");
    }

    /// <summary>Kills the server, starts it at the real time, and lets everybody fetch.</summary>
    public async Task<ClockOutcome> EndAsync(string data)
    {
        var endedEarly = EndedEarly;
        await _server.KillAsync();
        await _storm.StopAsync();
        _cast.Ledger.Cut();
        await using var again = await RunningServer.StartAsync(data, s_flags);
        await _cast.ReturnAsync(again);
        await _cast.DrainAsync(again);
        return new(_jumps, _cast.Ledger.Sum(), endedEarly, _silences, _longestGap);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _storm.StopAsync();
        FakeClock.CleanUp(_processId);
    }

    private async Task PollAsync(Correspondent friend)
    {
        if (await friend.FetchAsync(_server.Wire) is null)
            await friend.LoginAsync(_server.Wire);
    }
}
