using Tqq.Core.Log;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>A row of `mailbox`.</summary>
/// <param name="LastMessageId">The highest number ever used, in the mailbox or the log.</param>
/// <param name="DeliveredThrough">The highest acknowledged.</param>
/// <param name="LastPlace">
/// Where its last message stands; 0 for none. Of an account with a log: the last that has not been brought there yet.
/// </param>
/// <param name="Milestone">Where its last milestone stands (<see cref="MailboxWalk"/>); 0 for none.</param>
/// <param name="Messages">How many messages it has been given.</param>
/// <param name="Delivered">
/// How many of these have been acknowledged; those that are damaged or missing count once those behind them are.
/// </param>
/// <param name="LastKey">
/// Where the key stands of the last text that it was given with one, or stood before it was swept; 0 for none.
/// </param>
/// <param name="Bytes">How many bytes the texts have that it has been given, in UTF-8.</param>
/// <param name="DeliveredBytes">How many bytes the texts have of these that have been acknowledged.</param>
internal readonly record struct MailboxRow(
    long LastMessageId, long DeliveredThrough, long LastPlace, long Milestone, long Messages, long Delivered, long LastKey, long Bytes,
        long DeliveredBytes)
{
    /// <summary>What waits.</summary>
    /// <param name="log">How the account's log stands; null where it keeps none.</param>
    public LogWaiting Waiting(LogRow? log) =>
        new((int)(Messages - Delivered - (log?.Settled ?? 0)), Bytes - DeliveredBytes - (log?.SettledBytes ?? 0));
}
