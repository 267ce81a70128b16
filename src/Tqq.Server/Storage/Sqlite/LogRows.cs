namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Reads and writes rows of `log` and `log_account` in the journal's transaction. A row of `log_account` is written once, at the end of it.
/// </summary>
/// <param name="statements">The journal's statements.</param>
/// <param name="due">Is told which logs have changed, when that is on disk.</param>
internal sealed class LogRows(PreparedStatements statements, SearchDue due)
{
    private const int MostKnown = 10_000;

    private readonly Dictionary<uint, LogRow> _known = [];
    private readonly HashSet<uint> _behind = [];
    private readonly HashSet<uint> _changed = [];

    /// <summary>How an account's log stands by now; null where it keeps none.</summary>
    /// <exception cref="StoreDamagedException">The row is damaged: nothing is made right that was not.</exception>
    public LogRow? this[uint owner]
    {
        get
        {
            if (_known.TryGetValue(owner, out var known))
                return known;
            Span<long> row = stackalloc long[10];
            if (!statements.TryRead(
                $"SELECT last, through, bytes, settled, settled_bytes, swept, oldest, gone_through, is_filled, checksum = {RowSum.LogAccount} FROM log_account WHERE owner = $1", row, owner))
                return null;
            if (row[9] == 0)
                throw new StoreDamagedException($"{statements.Connection.DataSource}: the row of the log of account {owner} is damaged");
            return _known[owner] = new(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8] != 0);
        }
    }

    /// <summary>The log stands so now.</summary>
    public void Note(uint owner, LogRow row)
    {
        _known[owner] = row;
        _behind.Add(owner);
        _changed.Add(owner);
    }

    /// <summary>Something is to be done about the index of an account's log.</summary>
    public void Touch(uint owner) => _changed.Add(owner);

    /// <summary>Enters a row.</summary>
    public void Insert(
        uint owner, long number, int kind, uint peer, byte[] text, long at, long previous, string? sentKey = null) => statements.Run(
        "INSERT INTO log (owner, number, kind, peer, text, at, previous, checksum, sent_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        owner, number, kind, peer, text, at, previous, RowSum.OfLog(owner, number, kind, peer, text, at, previous, sentKey), sentKey);

    /// <summary>The row before this one is another now. A row that is damaged stays so.</summary>
    public void Relink(uint owner, long number, long previous) => statements.Run(
        $"""
        UPDATE log SET previous = $3, checksum = CASE WHEN checksum = {RowSum.Log}
            THEN row_sum(owner, number, kind, peer, text, at, $3, sent_key) ELSE ~row_sum(owner, number, kind, peer, text, at, $3, sent_key) END
        WHERE owner = $1 AND number = $2
        """, owner, number, previous);

    /// <summary>The number of the oldest row; null where there is none.</summary>
    public long? Oldest(uint owner)
    {
        Span<long> row = stackalloc long[1];
        return statements.TryRead("SELECT number FROM log WHERE owner = $1 ORDER BY number LIMIT 1", row, owner) ? row[0] : null;
    }

    /// <summary>Writes the rows of `log_account` that changed: the last of a transaction before it is committed.</summary>
    public void Complete()
    {
        foreach (var owner in _behind)
        {
            var row = _known[owner];
            statements.Run(
                "INSERT OR REPLACE INTO log_account (owner, last, through, bytes, settled, settled_bytes, swept, oldest, gone_through, is_filled, checksum) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                owner, row.Last, row.Through, row.Bytes, row.Settled, row.SettledBytes, row.Swept, row.Oldest, row.GoneThrough,
                    row.IsFilled ? 1 : 0, RowSum.OfLogAccount(owner, row));
        }

        _behind.Clear();
        if (_known.Count > MostKnown)
            _known.Clear();
    }

    /// <summary>The transaction is on disk.</summary>
    public void Committed()
    {
        if (_changed.Count == 0)
            return;
        due.Add(_changed);
        _changed.Clear();
    }

    /// <summary>What was written since the last transaction ended is not so: it was rolled back.</summary>
    public void Forget()
    {
        _known.Clear();
        _behind.Clear();
        _changed.Clear();
    }

    /// <summary>The account keeps no log any more. Its rows may be many, and go in steps (<see cref="DeleteSome"/>).</summary>
    public void Delete(uint owner)
    {
        _known.Remove(owner);
        _behind.Remove(owner);
        _changed.Add(owner);
        statements.Run("DELETE FROM log_account WHERE owner = $1", owner);
    }

    /// <summary>Removes some rows of an account that keeps no log any more.</summary>
    /// <returns>How many.</returns>
    public int DeleteSome(uint owner, int most) =>
        statements.Run("DELETE FROM log WHERE owner = $1 AND number IN (SELECT number FROM log WHERE owner = $1 ORDER BY number LIMIT $2)",
            owner, most);
}
