namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Removes what is old enough from a table. Its rows stand in the order of their arrival, so the first that is too young is found by
/// halving what there is. Where the calendar was once wrong, one or the other is found too early or too late by that; but each is looked at
/// itself, so that none goes too early.
/// </summary>
/// <param name="writer">The writer, in its transaction.</param>
/// <param name="table">The table.</param>
/// <param name="mayGo">SQL for whether a row that is old enough may go.</param>
internal readonly struct HistorySweep(ChangeWriter writer, string table, string mayGo)
{
    /// <summary>The sweep of messages: those that wait stay, the tails of logs, and what has yet to come into a log.</summary>
    public static HistorySweep Messages(ChangeWriter writer) =>
        new(
        writer, "message", """
            id <= coalesce((SELECT delivered_through FROM mailbox WHERE mailbox.owner = message.owner), id)
            AND id <= coalesce((SELECT iif(is_filled, through, 0) FROM log_account WHERE log_account.owner = message.owner), id)
            """);

    /// <summary>The sweep of the keys of texts.</summary>
    public static HistorySweep TextKeys(ChangeWriter writer) => new(writer, "text_key", "1");

    /// <summary>One step.</summary>
    /// <param name="before">What is older than this is old enough, in milliseconds.</param>
    /// <param name="from">The place at which the step begins.</param>
    /// <param name="most">How many it looks at at most.</param>
    public Swept Step(long before, long from, int most)
    {
        Span<long> row = stackalloc long[2];
        var young = FirstNotBefore(before);
        if (!writer.TryRead(
            $"SELECT max(place), count(*) FROM (SELECT place FROM {table} WHERE place >= $1 AND place < $2 ORDER BY place LIMIT $3)", row,
            from, young, most) || row[1] == 0)
            return new(0, null);
        var (last, looked) = (row[0], row[1]);
        var removed = writer.Run($"DELETE FROM {table} WHERE place BETWEEN $1 AND $2 AND at < $3 AND {mayGo}", from, last, before);
        return new(removed, looked < most ? null : last + 1);
    }

    private long FirstNotBefore(long before)
    {
        Span<long> row = stackalloc long[2];
        // Each by itself: asked for both at once, SQLite would read all rows there are.
        if (!writer.TryRead($"SELECT (SELECT min(place) FROM {table}), (SELECT max(place) FROM {table})", row))
            return 0;
        var (low, high) = (row[0], row[1] + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (writer.TryRead($"SELECT place, at FROM {table} WHERE place >= $1 ORDER BY place LIMIT 1", row, middle) && row[1] < before)
                low = row[0] + 1;
            else
                high = middle;
        }

        return low;
    }
}
