using Tqq.Core;

namespace Tqq.Server.Storage;

/// <summary>A word of the system to many accounts.</summary>
/// <param name="Id">Its number; 0 before it is stored.</param>
/// <param name="Text">What it says.</param>
/// <param name="ToAll">Whether it goes to all accounts; otherwise to those that are online when their turn comes.</param>
/// <param name="MadeBy">Who has made it.</param>
/// <param name="Made">When, by the calendar.</param>
/// <param name="Total">To how many accounts it goes, as it was when it was made.</param>
/// <param name="Progress">How far it is.</param>
public sealed record Announcement(
    long Id, string Text, bool ToAll, string MadeBy, DateTimeOffset Made, long Total, AnnouncementProgress Progress);

/// <summary>What became of an announcement that was to be stored.</summary>
/// <param name="Id">The number of the one that was stored, now or before.</param>
/// <param name="Key">Whether its key was new.</param>
public readonly record struct AnnouncementAdded(long Id, AnnouncementKey Key);

/// <summary>Whether the key of an announcement is new.</summary>
public enum AnnouncementKey
{
    /// <summary>It is new, or there is none: the announcement was stored.</summary>
    New,

    /// <summary>It is that of the same announcement, which was stored before: nothing was stored now.</summary>
    Repeated,

    /// <summary>It is that of another announcement: nothing was stored.</summary>
    OfAnother,
}

/// <summary>How far an announcement is.</summary>
/// <param name="State">Whether it is being sent.</param>
/// <param name="Through">Accounts up to this number have had their turn.</param>
/// <param name="Reached">How many of them have it.</param>
/// <param name="Refused">How many could not take it: their mailboxes are full, or they are damaged on disk.</param>
/// <param name="Ended">When it ended, by the calendar; null while it is being sent.</param>
public sealed record AnnouncementProgress(AnnouncementState State, Uin Through, long Reached, long Refused, DateTimeOffset? Ended)
{
    /// <summary>That of a new one.</summary>
    public static readonly AnnouncementProgress None = new(AnnouncementState.Sending, new(0), 0, 0, null);
}

/// <summary>Whether an announcement is being sent.</summary>
public enum AnnouncementState : byte
{
    /// <summary>It is being sent, or will be when those before it are done.</summary>
    Sending = 0,

    /// <summary>All have had their turn.</summary>
    Done = 1,

    /// <summary>Somebody has stopped it; who has it keeps it.</summary>
    Cancelled = 2,
}
