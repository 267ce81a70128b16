using System.Runtime.InteropServices;

namespace Tqq.Core.Mail;

/// <summary>
/// The presence notices that wait, oldest first. Takes memory only while there are any. It lies in the mailbox itself: to be
/// used where it stands, never as a copy.
/// </summary>
internal struct NoticeQueue
{
    /// <summary>Beyond this many, a friend's older notice gives way to its newer one: a status that has passed says nothing.</summary>
    private const int Roomy = 256;

    private List<PresenceNotice>? _notices;

    public readonly ReadOnlySpan<PresenceNotice> All => CollectionsMarshal.AsSpan(_notices);

    /// <param name="notice">The notice.</param>
    /// <param name="keep">How many of the oldest are handed out already and must stay.</param>
    public void Add(PresenceNotice notice, int keep)
    {
        _notices ??= [];
        if (_notices.Count >= Roomy && _notices.FindIndex(keep, older => older.Friend == notice.Friend) is >= 0 and var at)
            _notices.RemoveAt(at);
        _notices.Add(notice);
    }

    public void RemoveOldest(int count)
    {
        if (count > 0)
            _notices!.RemoveRange(0, count);
        if (_notices is { Count: 0 })
            _notices = null;
    }

    public void Clear() => _notices = null;
}
