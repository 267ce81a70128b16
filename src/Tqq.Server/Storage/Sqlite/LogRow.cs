namespace Tqq.Server.Storage.Sqlite;

/// <summary>A row of `log_account`: how an account's log stands.</summary>
/// <param name="Last">The number of its last row; 0 for none.</param>
/// <param name="Through">What has a higher number stands among the messages: the log's tail.</param>
/// <param name="Bytes">How large it is without its tail (<see cref="SizeOf"/>).</param>
/// <param name="Settled">
/// How many messages of the mailbox wait no longer although they were not acknowledged first: they were read, or deleted.
/// </param>
/// <param name="SettledBytes">How many bytes their texts have.</param>
/// <param name="Swept">Through where the sweeper has looked in its round.</param>
/// <param name="Oldest">When the first row behind that was entered, in milliseconds; 0 where nobody has looked.</param>
/// <param name="GoneThrough">The highest number that was swept.</param>
/// <param name="IsFilled">Whether all that was delivered before there was a log has come there.</param>
internal readonly record struct LogRow(long Last, long Through, long Bytes, long Settled, long SettledBytes, long Swept, long Oldest,
    long GoneThrough, bool IsFilled)
{
    /// <summary>What comes in has lower kinds than this.</summary>
    public const int FirstOther = 20;

    /// <summary>SQL for what was said: the condition of the indexes of it.</summary>
    public const string IsSaid = "kind<=21";

    private const int OfRow = 100;

    /// <summary>What a row counts: its text in bytes of UTF-8, and some for itself and its place in the index.</summary>
    public static long SizeOf(long textLength) => textLength + OfRow;
}

/// <summary>A row of `conversation`.</summary>
/// <param name="Last">The number of its last item that is not deleted; 0 for none.</param>
/// <param name="Unread">How many items came in behind <paramref name="ReadThrough"/> and are kept.</param>
/// <param name="ReadThrough">The highest number that was marked read.</param>
/// <param name="ReadNumber">The number that the last read marker has taken; 0 for none.</param>
/// <param name="SettledThrough">Up to here nothing waits for a wire session.</param>
internal readonly record struct ConversationRow(long Last, long Unread, long ReadThrough, long ReadNumber, long SettledThrough);
