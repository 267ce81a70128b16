namespace Tqq.Server.Storage.Sqlite;

/// <summary>A row of `mailbox`.</summary>
/// <param name="LastMessageId">The highest message number ever used.</param>
/// <param name="DeliveredThrough">The highest acknowledged.</param>
/// <param name="LastPlace">Where its last message stands; 0 for none.</param>
/// <param name="Milestone">Where its last milestone stands (<see cref="MailboxWalk"/>); 0 for none.</param>
/// <param name="Messages">How many messages it has been given.</param>
/// <param name="Delivered">How many of these have been acknowledged; those that are damaged or missing count once those behind them are.</param>
/// <param name="LastKey">Where the key stands of the last text that it was given with one, or stood before it was swept; 0 for none.</param>
internal readonly record struct MailboxRow(long LastMessageId, long DeliveredThrough, long LastPlace, long Milestone, long Messages, long Delivered, long LastKey)
{
    /// <summary>How many messages wait.</summary>
    public int Waiting => (int)(Messages - Delivered);
}
