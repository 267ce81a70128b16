using Microsoft.Data.Sqlite;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Counts anew what waits in mailboxes of which more counts as gone than has come: an early version could count a message twice that a
/// device had read and a wire session acknowledged. Only an upgrade has to look for them.
/// </summary>
internal static class WaitingRecount
{
    private const string Miscounted = $"""
        SELECT mailbox.owner, delivered_through, coalesce(through, 0), mailbox.delivered + coalesce(settled, 0), delivered_bytes + coalesce(settled_bytes, 0)
        FROM mailbox LEFT JOIN log_account ON log_account.owner = mailbox.owner
        WHERE (mailbox.delivered + coalesce(settled, 0) > messages OR delivered_bytes + coalesce(settled_bytes, 0) > mailbox.bytes)
            AND mailbox.checksum = {RowSum.Mailbox} AND (log_account.owner IS NULL OR log_account.checksum = {RowSum.LogAccount})
        """;

    // Of account $1, whose cursor is $2, and of whose log $3 says through where it is in one place.
    private const string Recount = $"""
        WITH waits (size) AS (
            SELECT length(CAST(text AS BLOB)) FROM message WHERE owner = $1 AND id > max($2, $3) AND kind < 20
            UNION ALL
            SELECT length(CAST(text AS BLOB)) {WaitingReader.FromWaiting})
        UPDATE mailbox SET messages = $4 + (SELECT count(*) FROM waits), bytes = $5 + (SELECT coalesce(sum(size), 0) FROM waits) WHERE owner = $1
        """;

    /// <summary>Looks for them, and counts. Mailboxes that are damaged stay so.</summary>
    /// <param name="connection">A store of the current version, which nobody else writes.</param>
    /// <param name="damage">Where each is named; null for nowhere.</param>
    public static void Run(SqliteConnection connection, DamageLog? damage)
    {
        try
        {
            foreach (var (owner, values) in connection.Query(Miscounted, Collect))
            {
                using var transaction = connection.BeginTransaction();
                connection.Run(Recount, values);
                connection.Run($"UPDATE mailbox SET checksum = {RowSum.Mailbox} WHERE owner = $1", owner);
                transaction.Commit();
                damage?.Report(new Damage(
                    $"{connection.DataSource}: the mailbox of account {owner} had counted wrong; what waits there was counted anew",
                    IsCertain: false));
            }
        }
        catch (SqliteException e) when (e.MeansDamaged)
        {
            // Whoever looks through the store names it.
        }
    }

    private static List<(long Owner, object[] Values)> Collect(SqliteDataReader row)
    {
        var found = new List<(long Owner, object[] Values)>();
        while (row.Read())
            found.Add((row.GetInt64(0), [.. Enumerable.Range(0, 5).Select(row.GetInt64)]));
        return found;
    }
}
