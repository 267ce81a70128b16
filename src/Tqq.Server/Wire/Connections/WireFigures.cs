using System.Collections.Immutable;
using System.Text.Json;
using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;
using Tqq.Server.Metrics;
using Tqq.Server.Wire.Admission;

namespace Tqq.Server.Wire.Connections;

/// <summary>What is counted and measured of the HTTP QQ port.</summary>
internal sealed class WireFigures
{
    // In the order of ResultOf.
    private static readonly ImmutableArray<string> s_results = ["0", "3", "5", "20", "none"];
    private static readonly Command[] s_commands = Enum.GetValues<Command>();

    private readonly FigureList _figures;
    private readonly CountFigure _requests;
    private readonly SpreadFigure _durations;

    /// <summary>Makes them.</summary>
    /// <param name="figures">Where they stand.</param>
    /// <param name="quota">The connections that there are.</param>
    /// <param name="rejections">Those that were turned away.</param>
    public WireFigures(FigureList figures, ConnectionQuota quota, Rejections rejections)
    {
        _figures = figures;
        ImmutableArray<string> commands = [.. s_commands.Select(command => command.WireName)];
        var reasons = Enum.GetValues<RejectionReason>();
        _requests = figures.Count("tqq.requests", "Requests of the HTTP QQ port that were answered, by command and RES.",
            new("command", [.. commands, "unknown"]), new("result", s_results));
        _durations = figures.Time("tqq.request.duration",
            "From the first byte of a request until its reply goes to the socket, without the time for which it was held back.",
            new FigureLabel("command", commands));
        figures.CountElsewhere("tqq.rejections", "", "Connections that were refused or closed for want of a place, and why.",
            part => rejections.Count(reasons[part]),
            new FigureLabel("reason", [.. reasons.Select(reason => JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString()))]));
        figures.Gauge("tqq.connections", "", "Open connections of the HTTP QQ port.", _ => quota.Count);
        figures.Gauge("tqq.requests.in_flight", "", "Requests of the HTTP QQ port whose reply has not gone yet.", _ => quota.Requests);
    }

    /// <summary>Has held-back replies counted.</summary>
    /// <param name="delayed">Their places.</param>
    /// <returns>The same.</returns>
    public AddressQuota WatchHeld(AddressQuota delayed)
    {
        _figures.Gauge("tqq.held_replies", "", "Replies that are being held back: penalties and logins after failures.",
            _ => delayed.Count);
        return delayed;
    }

    /// <summary>A request was answered.</summary>
    /// <param name="command">Its command.</param>
    /// <param name="result">`RES`.</param>
    /// <param name="took">How long that took.</param>
    public void Answered(Command command, ResultCode result, TimeSpan took)
    {
        _requests.Add(((int)command * s_results.Length) + ResultOf(result));
        // A clock that does not run, or a reply that was held back for less than it should have been.
        _durations.Record(took > TimeSpan.Zero ? took : TimeSpan.Zero, (int)command);
    }

    /// <summary>A request got nothing (NULL).</summary>
    /// <param name="command">Its command; null where it was not understood.</param>
    public void Unanswered(Command? command) =>
        _requests.Add(((command is { } known ? (int)known : s_commands.Length) * s_results.Length) + s_results.Length - 1);

    private static int ResultOf(ResultCode result) => result switch
    {
        ResultCode.Success => 0,
        ResultCode.Denied => 1,
        ResultCode.IllegalUin => 2,
        _ => 3,
    };
}
