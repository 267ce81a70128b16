using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Reads all of a store: its schema, each page, how the pages hang together, the checksum of each row and its
/// sense, and whether a message is missing.
/// </summary>
internal static partial class StoreInspection
{
    private const int Most = 100;

    /// <summary>Inspects; beside writers, and for as long as it takes.</summary>
    public static Findings Run(SqliteConnections connections, CancellationToken cancellationToken)
    {
        var path = connections.FilePath;
        var damage = new List<string>();
        using var reader = connections.OpenReader();
        using var interruption = cancellationToken.Register(() => SQLitePCL.raw.sqlite3_interrupt(reader.Handle));
        try
        {
            // Nothing else can be asked of tables that are not ours.
            if (Difference(reader) is { } difference)
                return new([$"{path}: {difference}"], 0, 0);
            Collect(reader, "PRAGMA integrity_check(100)", row =>
                row.GetString(0) is not "ok" and var found ? $"{path}: {Named(found)}" : null, path, damage);
            // The rows are read without regard to pages, so that those that are damaged are told from those that only stand beside them.
            connections.ReadUnchecked<object?>(rows =>
            {
                using var another = cancellationToken.Register(() => SQLitePCL.raw.sqlite3_interrupt(rows.Handle));
                Rows(rows, path, damage);
                Audit(rows, path, damage);
                if (damage.Count == 0)
                    foreach (var (select, name) in RowSense.Questions(rows, Most))
                        Collect(rows, select, row => name(row) is { } nonsense ? $"{path}: {nonsense}" : null, path, damage);
                return null;
            });
            return new(damage, Count(reader, "account"), Count(reader, "message") + Count(reader, "log"));
        }
        catch (SqliteException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    // Where it cannot be read, what comes next says why.
    private static string? Difference(SqliteConnection connection)
    {
        try
        {
            return SqliteSchema.Difference(connection);
        }
        catch (SqliteException e) when (e.MeansDamaged)
        {
            return null;
        }
    }

    private static void Rows(SqliteConnection rows, string path, List<string> damage)
    {
        Collect(rows, $"SELECT uin FROM account WHERE checksum IS NOT {RowSum.Account} LIMIT {Most}",
            row => $"{path}: the row of account {Number(row, 0)} is damaged", path, damage);
        Collect(rows,
            $"SELECT uin FROM account LEFT JOIN mailbox ON owner = uin WHERE mailbox.checksum IS NOT {RowSum.Mailbox} LIMIT {Most}",
            row => $"{path}: the mailbox of account {Number(row, 0)} is damaged", path, damage);
        Collect(rows, $"SELECT owner, id FROM message WHERE checksum IS NOT {RowSum.Message} LIMIT {Most}",
            row => $"{path}: message {Number(row, 1)} of account {Number(row, 0)} is damaged", path, damage);
        Collect(rows, $"SELECT owner, place FROM text_key WHERE checksum IS NOT {RowSum.TextKey} LIMIT {Most}",
            row => $"{path}: the text key at {Number(row, 1)}, of account {Number(row, 0)}, is damaged", path, damage);
        Collect(rows, $"SELECT owner, number FROM log WHERE checksum IS NOT {RowSum.Log} LIMIT {Most}",
            row => $"{path}: item {Number(row, 1)} of the log of account {Number(row, 0)} is damaged", path, damage);
        Collect(rows, $"SELECT owner, peer FROM conversation WHERE checksum IS NOT {RowSum.Conversation} LIMIT {Most}",
            row => $"{path}: the conversation of account {Number(row, 0)} with {Number(row, 1)} is damaged", path, damage);
        Collect(rows, $"SELECT owner FROM log_account WHERE checksum IS NOT {RowSum.LogAccount} LIMIT {Most}",
            row => $"{path}: the row of the log of account {Number(row, 0)} is damaged", path, damage);
        Collect(rows, $"SELECT owner FROM administrator WHERE checksum IS NOT {AdministratorRows.Sum} LIMIT {Most}",
            row => $"{path}: what account {Number(row, 0)} may do with the server is damaged", path, damage);
        Collect(rows, $"""
            SELECT log.owner, log.previous FROM log JOIN log_account ON log_account.owner = log.owner LEFT JOIN log AS earlier ON earlier.owner = log.owner AND earlier.number = log.previous
            WHERE log.previous > 0 AND earlier.number IS NULL
            UNION ALL
            SELECT log_account.owner, last FROM log_account LEFT JOIN log ON log.owner = log_account.owner AND number = last WHERE last > 0 AND number IS NULL
            LIMIT {Most}
            """, row => $"{path}: item {Number(row, 1)} of the log of account {Number(row, 0)} is missing", path, damage);
        Collect(rows, $"""
            SELECT message.owner, message.previous FROM message JOIN mailbox ON mailbox.owner = message.owner LEFT JOIN log_account ON log_account.owner = message.owner
                LEFT JOIN message AS earlier ON earlier.place = message.previous_place AND earlier.owner = message.owner AND earlier.id = message.previous
            WHERE message.previous > coalesce(through, delivered_through) AND earlier.id IS NULL
            UNION ALL
            SELECT mailbox.owner, last_message_id FROM mailbox LEFT JOIN log_account ON log_account.owner = mailbox.owner LEFT JOIN message ON place = last_place AND message.owner = mailbox.owner AND id = last_message_id
            WHERE last_message_id > coalesce(through, delivered_through) AND id IS NULL
            LIMIT {Most}
            """, row => $"{path}: message {Number(row, 1)} of account {Number(row, 0)} is missing", path, damage);
    }

    private static void Audit(SqliteConnection rows, string path, List<string> damage)
    {
        try
        {
            if (AuditRows.Verify(rows).Fault is { } fault)
                damage.Add($"{path}: the audit log is not as it was written: {fault}");
        }
        catch (Exception e) when (e is SqliteException { MeansDamaged: true } || RowSense.IsMissedBy(e))
        {
            damage.Add($"{path}: the audit log is not as it was written: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    // SQLite says it in words for its programmers, a line for each finding. Of a line the last page that it names is the one it stumbled
    // over; that others are used by nobody follows from that.
    private static string Named(string found) => found.Split('\n').Select(line => PageNumber().Match(line))
        .FirstOrDefault(page => page.Success) is { } page
        ? $"page {page.Groups[1].Value} is damaged" : "its tables and indexes do not belong together";

    [GeneratedRegex(@"^(?!.*never used$).*\b[Pp]age (\d+)")]
    private static partial Regex PageNumber();

    // Of a damaged row anything can be damaged, its numbers too.
    private static string Number(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? "?" : row.GetInt64(column).ToString(CultureInfo.InvariantCulture);

    private static void Collect(SqliteConnection connection, string sql, Func<SqliteDataReader, string?> name, string path,
        List<string> damage)
    {
        try
        {
            connection.Query(sql, row =>
            {
                while (row.Read())
                    if (name(row) is { } found && !damage.Contains(found))
                        damage.Add(found);
                return true;
            });
        }
        catch (SqliteException e) when (e.MeansDamaged)
        {
            damage.Add(e.AsDamage(path).Message);
        }
    }

    private static long Count(SqliteConnection connection, string table)
    {
        try
        {
            return connection.Scalar($"SELECT count(*) FROM {table}");
        }
        catch (SqliteException e) when (e.MeansDamaged)
        {
            return 0;
        }
    }

    /// <summary>What an inspection found.</summary>
    /// <param name="Damage">A line for each damage.</param>
    /// <param name="Accounts">How many accounts there are.</param>
    /// <param name="Messages">How many messages, those delivered and kept among them.</param>
    internal sealed record Findings(IReadOnlyList<string> Damage, long Accounts, long Messages);
}
