using Tqq.Core.Changes;
using Tqq.Core.Operations;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Accounts;

/// <summary>
/// The account's log, which its devices share: whether it keeps one, and what they change in it. What stands in it is read from the store.
/// </summary>
public readonly record struct AccountLog
{
    private readonly AccountState _state;

    internal AccountLog(AccountState state) => _state = state;

    /// <summary>Whether the account keeps a log.</summary>
    public bool IsKept => _state.KeepsLog;

    /// <summary>Whether what the account sends is kept: as it says itself, and else as the server does.</summary>
    public bool KeepsSent => _state.KeepsSent;

    /// <summary>
    /// The highest number in it that is on disk: where it has grown, there is something new. 0 where
    /// nothing stands in it, or it keeps none.
    /// </summary>
    public long End => Math.Max(0, _state.LogEnd);

    /// <summary>Keeps a log from now on, for a device that comes; where it keeps one already, nothing.</summary>
    public Step.Done Open()
    {
        if (_state.KeepsLog)
            return Step.Say(Answer.Done.Instance);
        _state.KeepLog();
        return Do(new Change.LogOpened());
    }

    /// <summary>Older history has come into it: that is news to whoever reads it.</summary>
    public void NoteFilled() => _state.NoteNews();

    /// <summary>
    /// All of a peer up to a number has been read. It does not wait any longer for a wire session; but while one lives, that gets
    /// everything, and only a later one does not.
    /// </summary>
    /// <param name="peer">The peer.</param>
    /// <param name="through">The number of the last item read.</param>
    public Step.Done MarkRead(Uin peer, long through)
    {
        _state.KeepLog();
        return Do(new Change.ReadMarked(peer, through, _state.Mail.ReserveOther(), Settles: _state.Session is null));
    }

    /// <summary>
    /// Deletes an item, sent or received, for this account: its text goes, and its number remains. Where there
    /// is no such item, nothing changes.
    /// </summary>
    /// <param name="item">The number of the item.</param>
    /// <param name="now">The time.</param>
    public Step.Done Delete(long item, Moment now)
    {
        _state.KeepLog();
        return Do(new Change.ItemDeleted(item, _state.Mail.ReserveOther(), now.Wall));
    }

    private static Step.Done Do(Change change) => new(Answer.Done.Instance) { Changes = [change] };
}
