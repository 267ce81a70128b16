namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Counts what a wire session acknowledges of an account with a log. The store alone knows what of it still waited: what a device has read
/// or deleted has ceased to wait before, whatever the session was handed.
/// </summary>
/// <param name="statements">The journal's statements.</param>
/// <param name="mailboxes">The mailboxes.</param>
/// <param name="logs">The logs.</param>
internal sealed class LogDelivery(PreparedStatements statements, MailboxWriter mailboxes, LogRows logs)
{
    private const string Counted = $"SELECT count(*), coalesce(sum(length(CAST(text AS BLOB))), 0) {WaitingReader.FromWaiting}";

    // Nothing of a tail has been read or deleted.
    private const string Tail = """
        WITH RECURSIVE back (place, above) AS (
            VALUES ($2, $3)
            UNION ALL
            SELECT previous_place, id FROM back JOIN message USING (place) WHERE owner = $1 AND id < above AND id > $4)
        SELECT count(*) FILTER (WHERE id <= $5), coalesce(sum(length(CAST(text AS BLOB))) FILTER (WHERE id <= $5), 0), count(*) FILTER (WHERE id > $5)
        FROM back JOIN message USING (place) WHERE owner = $1 AND id < above AND id > $4 AND kind < 20
        """;

    /// <summary>A wire session has acknowledged all up to a number. A lower number than before changes nothing.</summary>
    public void Deliver(uint owner, long through)
    {
        if (mailboxes[owner] is not { } mailbox || logs[owner] is not { } log || through <= mailbox.DeliveredThrough)
            return;
        var (waiting, before) = (mailbox.Waiting(log), mailbox.DeliveredThrough);
        Span<long> tail = [0, 0, 0];
        Span<long> rest = [0, 0];
        if (mailbox.LastMessageId > log.Through)
            statements.TryRead(Tail, tail, owner, mailbox.LastPlace, long.MaxValue, Math.Max(before, log.Through), through);
        if (before < log.Through)
            statements.TryRead($"{Counted} AND log.number <= $3", rest, owner, before, through);
        var (count, bytes) = (tail[0] + rest[0], tail[1] + rest[1]);
        // Messages that are missing are counted with those behind which nothing waits.
        if (count >= waiting.Messages || (tail[2] == 0 && !WaitsBehind(owner, through)))
            (count, bytes) = (waiting.Messages, waiting.Bytes);
        mailboxes.Note(owner, mailbox with
        {
            DeliveredThrough = through,
            Delivered = mailbox.Delivered + count,
            DeliveredBytes = mailbox.DeliveredBytes + Math.Min(bytes, waiting.Bytes),
        });
    }

    private bool WaitsBehind(uint owner, long through)
    {
        Span<long> row = stackalloc long[1];
        return statements.TryRead($"SELECT 1 {WaitingReader.FromWaiting} LIMIT 1", row, owner, through);
    }
}
