using System.Collections.Immutable;
using System.Text.Json;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Server.Metrics;

namespace Tqq.Server.Cluster;

/// <summary>What is counted of accounts and of what they say to each other.</summary>
internal sealed class ClusterFigures
{
    private readonly CountFigure _messages;
    private readonly CountFigure _refusals;

    /// <summary>Makes them.</summary>
    /// <param name="figures">Where they stand.</param>
    /// <param name="sessions">The sessions of all accounts.</param>
    /// <param name="throttles">Failed logins by address.</param>
    /// <param name="clock">What time it is.</param>
    public ClusterFigures(FigureList figures, LiveSessions sessions, AddressThrottles throttles, Clock clock)
    {
        ImmutableArray<string> reasons = [.. Enum.GetValues<RefusalReason>()
            .Select(reason => JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString()))];
        _messages = figures.Count("tqq.messages", "Texts that their recipients took, through every door.");
        _refusals = figures.Count("tqq.message.refusals",
            "Texts that recipients could not take, and why: mailbox-full, disk-full, busy, damaged.", new FigureLabel("reason", reasons));
        figures.Gauge("tqq.accounts.online", "", "Accounts that are online, by a session of HTTP QQ or by a device.",
            _ => sessions.Counts.Online);
        figures.Gauge("tqq.wire_sessions", "", "Sessions of HTTP QQ, by whether they have a session key.",
            part => part == 0 ? sessions.Counts.WithKey : sessions.Counts.WithoutKey, new FigureLabel("key", ["yes", "no"]));
        figures.Gauge("tqq.addresses.slowed_down", "", "Addresses whose logins are held back because of failures.",
            _ => throttles.SlowedDown(clock.Now().Uptime).Count);
    }

    /// <summary>A recipient has answered somebody who would send it a text.</summary>
    /// <param name="answer">Its answer, when whatever it took is on disk.</param>
    public void Heard(PeerAnswer answer)
    {
        if (answer is PeerAnswer.Done)
            _messages.Add();
        else if (answer is PeerAnswer.Full full)
            _refusals.Add((int)full.Reason);
    }
}
