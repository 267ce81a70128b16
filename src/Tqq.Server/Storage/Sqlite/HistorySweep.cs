namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Removes acknowledged messages that are old enough. They stand in the order of their arrival, so the first that is too young is found by halving what there is.
/// Where the calendar was once wrong, one or the other is found too early or too late by that; but each is looked at itself, so that none goes too early.
/// </summary>
/// <param name="writer">The writer, in its transaction.</param>
internal readonly struct HistorySweep(ChangeWriter writer)
{
    /// <summary>One step.</summary>
    /// <param name="before">What is older than this is old enough, in milliseconds.</param>
    /// <param name="from">The place at which the step begins.</param>
    /// <param name="most">How many it looks at at most.</param>
    public Swept Step(long before, long from, int most)
    {
        Span<long> row = stackalloc long[2];
        var young = FirstNotBefore(before);
        if (!writer.TryRead("SELECT max(place), count(*) FROM (SELECT place FROM message WHERE place >= $1 AND place < $2 ORDER BY place LIMIT $3)", row, from, young, most) || row[1] == 0)
            return new(0, null);
        var (last, looked) = (row[0], row[1]);
        var removed = writer.Run(
            "DELETE FROM message WHERE place BETWEEN $1 AND $2 AND at < $3 AND id <= coalesce((SELECT delivered_through FROM mailbox WHERE mailbox.owner = message.owner), id)",
            from, last, before);
        return new(removed, looked < most ? null : last + 1);
    }

    private long FirstNotBefore(long before)
    {
        Span<long> row = stackalloc long[2];
        // Each by itself: asked for both at once, SQLite would read all messages there are.
        if (!writer.TryRead("SELECT (SELECT min(place) FROM message), (SELECT max(place) FROM message)", row))
            return 0;
        var (low, high) = (row[0], row[1] + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (writer.TryRead("SELECT place, at FROM message WHERE place >= $1 ORDER BY place LIMIT 1", row, middle) && row[1] < before)
                low = row[0] + 1;
            else
                high = middle;
        }

        return low;
    }
}
