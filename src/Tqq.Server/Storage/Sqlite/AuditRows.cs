using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>The rows of the audit log.</summary>
internal static class AuditRows
{
    private const string Fields = "number, at, act_of, who, address, act, target, detail, outcome";

    extension(ChangeWriter writer)
    {
        /// <summary>Adds a row to the chain.</summary>
        /// <returns>Its number.</returns>
        public long Add(AuditRow row)
        {
            writer.Run(
                $"""
                INSERT INTO audit ({Fields}, hash)
                SELECT last + 1, $1, $2, $3, $4, $5, $6, $7, $8, {AuditHash.Function}(last_hash, last + 1, $1, $2, $3, $4, $5, $6, $7, $8)
                FROM audit_chain
                """,
                ChangeWriter.Milliseconds(row.At), row.ActOf, row.Who, row.Address, row.Act, row.Target, row.Detail, row.Outcome);
            writer.Run("UPDATE audit_chain SET last = last + 1, last_hash = (SELECT hash FROM audit WHERE number = last + 1)");
            Span<long> number = stackalloc long[1];
            writer.TryRead("SELECT last FROM audit_chain", number);
            return number[0];
        }

        /// <summary>Removes rows that are old.</summary>
        /// <returns>How many.</returns>
        public int SweepAudit(long before, int most)
        {
            Span<long> row = stackalloc long[1];
            // The first that is too young, or behind the last that this step looks at.
            if (!writer.TryRead(
                """
                SELECT coalesce((SELECT number FROM audit WHERE number > swept AND number <= swept + $2 AND at >= $1 ORDER BY number LIMIT 1),
                    min(last, swept + $2) + 1) FROM audit_chain
                """, row, before, most))
                return 0;
            writer.Run(
                """
                UPDATE audit_chain SET swept = $1 - 1, swept_hash = (SELECT hash FROM audit WHERE number = $1 - 1)
                WHERE swept < $1 - 1 AND EXISTS (SELECT 1 FROM audit WHERE number = $1 - 1)
                """, row[0]);
            return writer.Run("DELETE FROM audit WHERE number <= (SELECT swept FROM audit_chain)");
        }
    }

    /// <summary>Acts with their outcomes, newest first.</summary>
    public static ImmutableArray<AuditEntry> List(SqliteConnection connection, AuditFilter filter, long before, int limit) =>
        connection.Rows(
        """
        SELECT act.number, act.at, act.who, act.address, act.act, iif(act.target = '', coalesce(told.target, ''), act.target), act.detail,
            coalesce(told.detail, ''), coalesce(told.outcome, act.outcome)
        FROM audit AS act LEFT JOIN audit AS told ON told.act_of = act.number
        WHERE act.act_of IS NULL AND act.number < $1 AND ($2 = '' OR act.who = $2) AND ($3 = '' OR substr(act.act, 1, length($3)) = $3)
            AND ($4 = '' OR act.address = $4)
            AND ($5 = '' OR instr(lower(act.who || ' ' || act.target || ' ' || act.detail || ' '
                || coalesce(told.target || ' ' || told.detail || ' ' || told.outcome, act.outcome)), lower($5)))
        ORDER BY act.number DESC LIMIT $6
        """,
        row => new AuditEntry(row.GetInt64(0), Time(row, 1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
            string.Join("; ", new[] { row.GetString(6), row.GetString(7) }.Where(text => text.Length > 0)), row.GetString(8)),
        before, filter.Who ?? "", filter.Act ?? "", filter.Address ?? "", filter.Text ?? "", limit);

    /// <summary>Rows as they stand in the chain.</summary>
    public static ImmutableArray<AuditLink> Read(SqliteConnection connection, long after, int limit) => connection.Rows(
        $"SELECT {Fields}, hash FROM audit WHERE number > $1 ORDER BY number LIMIT $2", Link, after, limit);

    /// <summary>Goes through the whole chain, all of it of one moment.</summary>
    public static AuditVerdict Verify(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        var (swept, hash, last, head) = connection.Query("SELECT swept, swept_hash, last, last_hash FROM audit_chain", row => row.Read()
            ? (row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3)) : (0, "", -1, ""));
        var fault = last < 0 ? "where it begins and ends is missing" : connection.Query(
            $"SELECT {Fields}, hash FROM audit ORDER BY number", row =>
            {
                var number = swept;
                while (row.Read())
                {
                    var link = Link(row);
                    if (link.Number != ++number)
                        return $"line {number} is missing";
                    if (link.Hash != AuditHash.Of(hash, link.Number, link.Row))
                        return $"line {number} was changed, or one before it";
                    hash = link.Hash;
                }

                return number < last ? $"line {number + 1} is missing"
                    : number > last ? $"line {last + 1} was added"
                    : hash == head ? null : $"line {last} was changed";
            });
        return new(fault, swept + 1, last, head);
    }

    private static AuditLink Link(SqliteDataReader row) => new(
        row.GetInt64(0),
        new(Time(row, 1), row.IsDBNull(2) ? null : row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6),
            row.GetString(7), row.GetString(8)),
        row.GetString(9));

    private static DateTimeOffset Time(SqliteDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
