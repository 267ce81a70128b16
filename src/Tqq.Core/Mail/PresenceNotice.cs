using Tqq.Core.Presence;

namespace Tqq.Core.Mail;

/// <summary>A friend's change of status that a live session has not fetched yet. Never on disk (protocol.md §3).</summary>
/// <param name="After">The highest message number when it came: it goes out behind that message.</param>
/// <param name="Friend">Whose status.</param>
/// <param name="Seen">The status as others see it.</param>
/// <param name="At">When, by the calendar.</param>
internal readonly record struct PresenceNotice(long After, Uin Friend, Status Seen, DateTimeOffset At)
{
    /// <summary>The notice as an item of a mailbox.</summary>
    public Message ToMessage() =>
        new(0, MessageKind.Presence, Friend, ((int)Seen).ToString(System.Globalization.CultureInfo.InvariantCulture), At);
}
