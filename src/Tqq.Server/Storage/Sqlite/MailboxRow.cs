namespace Tqq.Server.Storage.Sqlite;

/// <summary>A row of `mailbox`.</summary>
/// <param name="LastMessageId">The highest message number ever used.</param>
/// <param name="DeliveredThrough">The highest acknowledged.</param>
/// <param name="LastPlace">Where its last message stands; 0 for none.</param>
/// <param name="Milestone">Where its last milestone stands (<see cref="MailboxWalk"/>); 0 for none.</param>
internal readonly record struct MailboxRow(long LastMessageId, long DeliveredThrough, long LastPlace, long Milestone);
