using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Log;
using Tqq.Core.Mail;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Reads rows of one account's log, each with what shows whether it is right, and puts a notice in the
/// place of each that is damaged or missing.
/// </summary>
/// <param name="connection">A reader's connection.</param>
/// <param name="isChecked">
/// Whether the connection looks at checksums of pages; if not, a flipped pointer may lead astray, and all of the table is read.
/// </param>
/// <param name="damage">Where damage is named.</param>
internal sealed class LogWalk(SqliteConnection connection, bool isChecked, DamageLog damage)
{
    /// <summary>The columns of <see cref="Entry"/>, for account $1.</summary>
    public const string Columns =
        $"log.number, log.kind, log.peer, log.text, log.at, log.previous, log.owner = $1 AND log.checksum = {RowSum.Log}, log.sent_key";

    private const string AllOf = $"SELECT {Columns} FROM log WHERE owner = $1 AND checksum = {RowSum.Log}";

    /// <summary>The connection.</summary>
    public SqliteConnection Connection => connection;

    /// <summary>Whether the connection looks at checksums of pages.</summary>
    public bool IsChecked => isChecked;

    /// <summary>
    /// What stands in the rows above a number, ascending. In the place of each that is damaged or missing stands a notice, which is
    /// not sound; of several in a row it stands in the place of the last.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="after">The number.</param>
    /// <param name="most">How many rows are read at most; there may be more notices.</param>
    public IReadOnlyList<Entry> Mended(AccountRow account, long after, int most)
    {
        var (owner, last) = (account.Account.Uin, account.Log!.Value.Last);
        var rows = isChecked
            ? connection.Query($"SELECT {Columns} FROM log WHERE owner = $1 AND number > $2 ORDER BY number LIMIT $3", Collect, owner.Value,
                after, most)
            : [.. Scan(owner).Where(entry => entry.Item.Number > after).Take(most)];
        var (mended, read, at) = (new List<Entry>(rows.Count), after, DateTimeOffset.UnixEpoch);
        foreach (var row in rows)
        {
            (var before, read, at) = (read, row.Item.Number, row.Item.At);
            if (row.IsSound && row.Previous > before)
                mended.Add(Notice(row.Previous));
            mended.Add(row.IsSound ? row : Notice(read));
        }

        if (rows.Count < most && read < last)
            mended.Add(Notice(last));
        return mended;

        Entry Notice(long number) => new(Damaged(owner, number, at), 0, IsSound: false);
    }

    /// <summary>The number that the first row below another number has to have; null where that is not known.</summary>
    public long? NextBelow(AccountRow account, long before)
    {
        if (account.Log!.Value.Last < before)
            return account.Log.Value.Last;
        var number = connection.Query<long?>("SELECT previous FROM log WHERE owner = $1 AND number >= $2 ORDER BY number LIMIT 1",
            row => row.Read() ? row.GetInt64(0) : null, account.Account.Uin.Value, before);
        return number < before ? number : null;
    }

    // All sound rows, ascending: from the beginning of the table up to where it cannot be read any more, and from its end back to there.
    private IReadOnlyList<Entry> Scan(Uin owner)
    {
        var found = new List<Entry>();
        foreach (var order in (ReadOnlySpan<string>)["ORDER BY owner, number", "ORDER BY owner DESC, number DESC"])
        {
            try
            {
                connection.Query($"{AllOf} {order}", row => Collect(row, found), owner.Value);
                break;
            }
            catch (SqliteException e) when (e.MeansDamaged)
            {
                // What lies in between cannot be read at all; notices stand for it.
            }
        }

        return [.. found.DistinctBy(entry => entry.Item.Number).OrderBy(entry => entry.Item.Number)];
    }

    /// <summary>What stands behind all rows: the tail of the log, ascending, whole or with notices.</summary>
    public ImmutableArray<Message> Tail(AccountRow account) =>
        new MessageReader(connection, isChecked, damage).Tail(account.Account.Uin, account.Mailbox, account.Log!.Value);

    /// <summary>The rows of a statement that gives <see cref="Columns"/>.</summary>
    public static List<Entry> Collect(SqliteDataReader row) => Collect(row, []);

    /// <summary>One row of it.</summary>
    public static Entry Read(SqliteDataReader row) => new(
        new(row.GetInt64(0), (LogKind)row.GetByte(1), new((uint)row.GetInt64(2)), row.GetString(3),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)), row.IsDBNull(7) ? null : row.GetString(7)),
        row.GetInt64(5), row.GetBoolean(6));

    /// <summary>What stands in the place of an item that is damaged or missing.</summary>
    public LogItem Damaged(Uin owner, long number, DateTimeOffset at)
    {
        damage.Report(
            $"{connection.DataSource}: item {number} of the log of account {owner} is damaged or missing; a notice stands in its place");
        return new(number, LogKind.Text, Uin.System, MessageReader.Notice, at);
    }

    private static List<Entry> Collect(SqliteDataReader row, List<Entry> found)
    {
        while (row.Read())
            found.Add(Read(row));
        return found;
    }

    /// <summary>A row.</summary>
    /// <param name="Item">What it holds.</param>
    /// <param name="Previous">The number of the row before it.</param>
    /// <param name="IsSound">Whether its checksum is right.</param>
    internal readonly record struct Entry(LogItem Item, long Previous, bool IsSound)
    {
        /// <summary>Whether it came in.</summary>
        public bool CameIn => (int)Item.Kind < LogRow.FirstOther;
    }
}
