using Microsoft.Extensions.Logging;
using Tqq.Core.Rules;
using Tqq.Server.Messaging;
using Tqq.Server.Wire.Admission;
using Tqq.Server.Wire.Limits;
using Tqq.Server.Wire.Receipts;

namespace Tqq.Server.Wire.Connections;

/// <summary>What all connections share.</summary>
/// <param name="Settings">Limits and timeouts.</param>
/// <param name="Messenger">The messenger.</param>
/// <param name="Timer">Looks at the deadlines.</param>
/// <param name="Unknown">Says which commands are unknown.</param>
/// <param name="Rejections">Counts connections that are closed because there are too many.</param>
/// <param name="Carried">The handouts that are on their way to clients that do not count.</param>
/// <param name="Counted">Which handouts clients that count have in hand.</param>
/// <param name="Time">Where time comes from: the clock of the rules.</param>
/// <param name="Figures">Counts requests.</param>
/// <param name="Log">Says how requests were answered, and why some were not.</param>
/// <param name="Logger">For what goes wrong.</param>
internal sealed record WireServices(
    InForce<WireOptions> Settings, IMessenger Messenger, ConnectionTimer Timer, UnknownCommands Unknown, Rejections Rejections,
    CarriedHandouts Carried, CountedHandouts Counted, TimeProvider Time, WireFigures Figures, WireLog Log, ILogger<WireServices> Logger)
{
    /// <summary>The limits and timeouts of this moment.</summary>
    public WireOptions Options => Settings.Now;

    /// <summary>
    /// Counts held-back replies: each costs a timer and nothing else, and even of those there are only so many (protocol.md §6).
    /// </summary>
    public AddressQuota Delayed { get; } =
        Figures.WatchHeld(new(Settings.Now.DelayedReplies, Settings.Now.DelayedRepliesPerAddress));

    /// <summary>The time now, as the rules count it (<see cref="Core.Moment.Uptime"/>).</summary>
    public TimeSpan Uptime => new(Time.GetUtcNow().UtcTicks);
}
