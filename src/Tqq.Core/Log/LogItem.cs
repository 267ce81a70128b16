using Orleans;

namespace Tqq.Core.Log;

/// <summary>One entry of an account's log.</summary>
/// <param name="Number">Its number. All that happens to the account takes the next one; numbers that were never used leave gaps.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Peer">The other account: who it is from, or whom it was sent to.</param>
/// <param name="Text">
/// The text, whole and unescaped. Of <see cref="LogKind.Read"/> and <see cref="LogKind.Deletion"/>: a number in decimal, see there. Of
/// <see cref="LogKind.Friend"/>: 1 where the other is on the account's list now, else 0.
/// </param>
/// <param name="At">When it was entered, by the calendar; of <see cref="LogKind.Read"/> it is not known.</param>
/// <param name="Key">
/// The key that the account sent it with (protocol.md §4), also where the text has been deleted since; null for none, and of all else.
/// </param>
[GenerateSerializer, Immutable]
public sealed record LogItem(long Number, LogKind Kind, Uin Peer, string Text, DateTimeOffset At, string? Key = null);

/// <summary>What an entry of an account's log is. What came in has the numbers of <see cref="Mail.MessageKind"/>, all below 20.</summary>
public enum LogKind : byte
{
    /// <summary>Came in: a request to be added; the text is the asker's words.</summary>
    FriendRequest = 2,

    /// <summary>Came in: a request was accepted; no text.</summary>
    RequestAccepted = 3,

    /// <summary>Came in: a request was refused; the text is the reason.</summary>
    RequestRefused = 4,

    /// <summary>Came in: somebody's message.</summary>
    Text = 9,

    /// <summary>The account itself sent this text to the peer.</summary>
    Sent = 20,

    /// <summary>The tombstone of an item that the account's owner has deleted: it stands at the item's number and has no text.</summary>
    Deleted = 21,

    /// <summary>An item was deleted; the text is its number.</summary>
    Deletion = 22,

    /// <summary>Somebody came onto the account's list, or went off it.</summary>
    Friend = 23,

    /// <summary>All of a peer up to a number has been read; the text is that number. Of each peer only the last one is kept.</summary>
    Read = 24,
}
