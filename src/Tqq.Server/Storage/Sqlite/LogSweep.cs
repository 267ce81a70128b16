using Microsoft.Data.Sqlite;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Removes from an account's log what is too old, and the oldest of what is too much. What waits for a wire session stays. Where one sweep
/// has ended the next goes on, so that rows which stay are not looked at again and again.
/// </summary>
/// <param name="statements">The journal's statements.</param>
/// <param name="mailboxes">The mailboxes.</param>
/// <param name="logs">The logs.</param>
/// <param name="conversations">The conversations.</param>
internal sealed class LogSweep(PreparedStatements statements, MailboxWriter mailboxes, LogRows logs, ConversationRows conversations)
{
    private const string Rows = """
        SELECT number, kind, log.peer, length(CAST(text AS BLOB)), at, previous, coalesce(settled_through, 0), coalesce(read_through, 0)
        FROM log LEFT JOIN conversation ON conversation.owner = log.owner AND conversation.peer = log.peer
        WHERE log.owner = $1 AND number > $2 ORDER BY number LIMIT $3
        """;

    /// <summary>One step.</summary>
    /// <param name="owner">The account.</param>
    /// <param name="before">What is older than this goes, in milliseconds.</param>
    /// <param name="quota">The oldest go until the log has no more bytes than this.</param>
    /// <param name="anew">Whether it begins at the oldest row, and not where the step before has ended.</param>
    /// <param name="most">How many rows it looks at at most.</param>
    /// <returns>How many rows were removed, and whether there may be more.</returns>
    public (int Removed, bool HasMore) Step(uint owner, long before, long quota, bool anew, int most)
    {
        if (logs[owner] is not { } log || mailboxes[owner] is not { } mailbox)
            return (0, false);
        var rows = statements.Connection.Query(Rows, Collect, owner, anew ? 0 : log.Swept, most + 1);
        // The last row that stays, of those before the one that is looked at.
        var (stays, removed, looked) = (rows.Count > 0 ? rows[0].Previous : log.Last, 0, 0);
        foreach (var row in rows)
        {
            if (looked == most || (row.At >= before && log.Bytes <= quota))
                break;
            looked++;
            log = log with { Swept = row.Number };
            if (row.Waits(mailbox))
            {
                Follow(owner, row, stays);
                stays = row.Number;
                continue;
            }

            statements.Run("DELETE FROM log WHERE owner = $1 AND number = $2", owner, row.Number);
            log = log with { Bytes = log.Bytes - LogRow.SizeOf(row.Length), GoneThrough = Math.Max(log.GoneThrough, row.Number) };
            removed++;
            if (row.CameIn && row.Number > row.ReadThrough)
                Forget(owner, row.Peer);
        }

        var hasNext = looked < rows.Count;
        if (hasNext)
            Follow(owner, rows[looked], stays);
        else
            log = log with { Last = stays };
        log = log with { Oldest = hasNext ? rows[looked].At : 0 };
        if (log != logs[owner])
            logs.Note(owner, log);
        return (removed, hasNext && looked == most);
    }

    private void Forget(uint owner, uint peer)
    {
        var conversation = conversations[owner, peer];
        conversations[owner, peer] = conversation with { Unread = conversation.Unread - 1 };
    }

    private void Follow(uint owner, Row row, long previous)
    {
        if (row.Previous != previous)
            logs.Relink(owner, row.Number, previous);
    }

    private static List<Row> Collect(SqliteDataReader row)
    {
        var rows = new List<Row>();
        while (row.Read())
            rows.Add(new(row.GetInt64(0), row.GetInt32(1), (uint)row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5),
                row.GetInt64(6), row.GetInt64(7)));
        return rows;
    }

    private readonly record struct Row(long Number, int Kind, uint Peer, long Length, long At, long Previous, long SettledThrough,
        long ReadThrough)
    {
        public bool CameIn => Kind < LogRow.FirstOther;

        public bool Waits(MailboxRow mailbox) => CameIn && Number > mailbox.DeliveredThrough && Number > SettledThrough;
    }
}
