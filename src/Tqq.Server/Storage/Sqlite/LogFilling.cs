using System.Text;
using Microsoft.Data.Sqlite;
using Tqq.Core.Mail;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Begins the log of an account and brings there what stands in its mailbox: at once all that waits, and the newest of what was delivered; the rest from newest to
/// oldest, step by step, each in a transaction of its own. Each row is in one table only, so a step that a crash has cut is simply done again.
/// </summary>
/// <param name="statements">The journal's statements.</param>
/// <param name="mailboxes">The mailboxes.</param>
/// <param name="logs">The logs.</param>
/// <param name="conversations">The conversations.</param>
/// <param name="damage">Where damage is named.</param>
internal sealed class LogFilling(PreparedStatements statements, MailboxWriter mailboxes, LogRows logs, ConversationRows conversations, DamageLog damage)
{
    private const int AtOnce = 1000;

    private const string Way = $"""
        WITH RECURSIVE back (place, above) AS (
            VALUES ($2, $3)
            UNION ALL
            SELECT previous_place, id FROM back JOIN message USING (place) WHERE owner = $1 AND id < above)
        SELECT place, id, kind, peer, text, at, previous_place, checksum = {RowSum.Message} FROM back JOIN message USING (place) WHERE owner = $1 AND id < above
        """;

    /// <summary>Begins the log of an account that is there and keeps none.</summary>
    public LogRow Open(uint owner)
    {
        var mailbox = mailboxes[owner]!.Value;
        var waiting = new MessageReader(statements.Connection, isChecked: true, damage).Above(new(owner), mailbox, mailbox.DeliveredThrough, int.MaxValue);
        var log = default(LogRow);
        var bytes = 0L;
        foreach (var message in waiting)
        {
            var text = Encoding.UTF8.GetBytes(message.Text);
            logs.Insert(owner, message.Id, (int)message.Kind, message.Peer.Value, text, ChangeWriter.Milliseconds(message.At), log.Last);
            log = log with { Last = message.Id, Bytes = log.Bytes + LogRow.SizeOf(text.Length) };
            bytes += text.Length;
            var conversation = conversations[owner, message.Peer.Value];
            conversations[owner, message.Peer.Value] = conversation with { Last = message.Id, Unread = conversation.Unread + 1 };
        }

        logs.Note(owner, log);
        // One notice may stand for several that are damaged.
        mailboxes.Note(owner, mailbox with
        {
            LastPlace = LeaveWaiting(owner, mailbox),
            Milestone = 0,
            Messages = mailbox.Delivered + waiting.Length,
            Bytes = mailbox.DeliveredBytes + bytes,
        });
        Step(owner, AtOnce);
        return logs[owner]!.Value;
    }

    /// <summary>Brings some more of what was delivered.</summary>
    /// <returns>Whether there is more.</returns>
    public bool Step(uint owner, int most)
    {
        if (logs[owner] is not { } log || mailboxes[owner] is not { LastPlace: > 0 } mailbox)
            return false;
        var rows = statements.Connection.Query($"{Way} LIMIT $4", Collect, owner, mailbox.LastPlace, long.MaxValue, most);
        if (rows.Count > 0 && logs.Oldest(owner) is { } oldest)
            logs.Relink(owner, oldest, rows[0].Message.Id);
        for (var at = 0; at < rows.Count; at++)
        {
            var (message, text) = (rows[at].Message, Encoding.UTF8.GetBytes(rows[at].Message.Text));
            var (peer, previous) = (message.Peer.Value, at + 1 < rows.Count ? rows[at + 1].Message.Id : 0);
            logs.Insert(owner, message.Id, (int)message.Kind, peer, text, ChangeWriter.Milliseconds(message.At), previous);
            statements.Run("DELETE FROM message WHERE place = $1", rows[at].Place);
            log = log with { Last = Math.Max(log.Last, message.Id), Bytes = log.Bytes + LogRow.SizeOf(text.Length), Swept = 0, Oldest = 0 };
            // It was delivered before there was a log, and so counts as read.
            var conversation = conversations[owner, peer];
            conversations[owner, peer] = conversation with
            {
                Last = Math.Max(conversation.Last, message.Id),
                ReadThrough = Math.Max(conversation.ReadThrough, message.Id),
                SettledThrough = Math.Max(conversation.SettledThrough, message.Id),
            };
        }

        var next = rows.Count == most ? rows[^1].PreviousPlace : 0;
        logs.Note(owner, log);
        mailboxes.Note(owner, mailbox with { LastPlace = next });
        return next > 0;
    }

    // Removes what waited from its old place, and says where the first stands that was delivered; 0 for none.
    private long LeaveWaiting(uint owner, MailboxRow mailbox)
    {
        Span<long> place = stackalloc long[1];
        var isThere = statements.TryRead($"SELECT place FROM ({Way}) WHERE id <= $4 LIMIT 1", place, owner, mailbox.LastPlace, long.MaxValue, mailbox.DeliveredThrough);
        statements.Run($"DELETE FROM message WHERE place IN (SELECT place FROM ({Way}) WHERE id > $4)", owner, mailbox.LastPlace, long.MaxValue, mailbox.DeliveredThrough);
        return isThere ? place[0] : 0;
    }

    // Up to the first that is damaged: what stands behind it stays where it is, until it is swept.
    private List<(long Place, Message Message, long PreviousPlace)> Collect(SqliteDataReader row)
    {
        var rows = new List<(long Place, Message Message, long PreviousPlace)>();
        while (row.Read())
        {
            if (!row.GetBoolean(7))
            {
                damage.Report($"{statements.Connection.DataSource}: message {row.GetInt64(1)} is damaged; it and those before it do not come into the log of their account");
                break;
            }

            rows.Add((
                row.GetInt64(0),
                new(row.GetInt64(1), (MessageKind)row.GetByte(2), new((uint)row.GetInt64(3)), row.GetString(4), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5))),
                row.GetInt64(6)));
        }

        return rows;
    }
}
