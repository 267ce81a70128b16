using System.Text;
using Microsoft.Data.Sqlite;
using Tqq.Core.Mail;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Brings into the logs of accounts what stands among the messages. There stands the tail of each log, where it costs least to write: a row
/// of a log is a page of its own account, so it is brought there together with those around it. And there stands, of an account that has
/// just begun its log, what was delivered before: that comes from newest to oldest, step by step, each in a transaction of its own. Each
/// row is in one table only, so a step that a crash has cut is simply done again.
/// </summary>
/// <param name="statements">The journal's statements.</param>
/// <param name="mailboxes">The mailboxes.</param>
/// <param name="logs">The logs.</param>
/// <param name="conversations">The conversations.</param>
/// <param name="damage">Where damage is named.</param>
internal sealed class LogFilling(PreparedStatements statements, MailboxWriter mailboxes, LogRows logs, ConversationRows conversations,
    DamageLog damage)
{
    private const int AtOnce = 1000;

    private const string Way = $"""
        WITH RECURSIVE back (place, above) AS (
            VALUES ($2, $3)
            UNION ALL
            SELECT previous_place, id FROM back JOIN message USING (place) WHERE owner = $1 AND id < above)
        SELECT place, id, kind, peer, text, at, previous_place, checksum = {RowSum.Message}, sent_key FROM back JOIN message USING (place) WHERE owner = $1 AND id < above
        """;

    private readonly RecentTails _tails = new();
    private readonly MessageReader _reader = new(statements.Connection, isChecked: true, damage);

    /// <summary>
    /// Begins the log of an account that is there and keeps none: with all that waits, and the newest of what was delivered.
    /// </summary>
    public void Open(uint owner)
    {
        logs.Note(owner, default(LogRow) with { Through = mailboxes[owner]!.Value.DeliveredThrough });
        Flush(owner);
        Step(owner, AtOnce);
    }

    /// <summary>Something comes into the tail of a log, behind all that stands there.</summary>
    public void Enter(uint owner, Message message, TextKey? key)
    {
        var (log, mailbox) = (logs[owner]!.Value, mailboxes[owner]!.Value);
        if (mailbox.LastMessageId <= log.Through)
            _tails.Begin(owner);
        _tails.Add(owner, message);
        mailboxes.Append(owner, message, key, mailbox.LastMessageId > log.Through ? mailbox.LastMessageId : log.Last);
        FlushWhenLong(owner);
    }

    /// <summary>The account keeps no log any more.</summary>
    public void Close(uint owner) => _tails.Leave(owner);

    /// <summary>What was written since the last transaction ended is not so: it was rolled back.</summary>
    public void Forget() => _tails.Forget();

    /// <summary>Brings the tail of a log to the rest of it.</summary>
    /// <exception cref="StoreDamagedException">A conversation of it is damaged; nothing was written.</exception>
    public void Flush(uint owner)
    {
        var (log, mailbox) = (logs[owner]!.Value, mailboxes[owner]!.Value);
        if (mailbox.LastMessageId <= log.Through)
            return;
        var tail = _tails[owner] ?? _reader.Tail(new(owner), mailbox, log);
        var said = LogTail.ByPeer(tail).Select(pair => (pair.Peer, Row: LogTail.Add(conversations[owner, pair.Peer], pair.Items))).ToList();
        var (cameIn, bytes) = (0, 0L);
        foreach (var message in tail)
        {
            var (kind, peer, text) = ((int)message.Kind, message.Peer.Value, Encoding.UTF8.GetBytes(message.Text));
            logs.Insert(owner, message.Id, kind, peer, text, ChangeWriter.Milliseconds(message.At), log.Last, message.SentKey);
            log = log with { Last = message.Id, Bytes = log.Bytes + LogRow.SizeOf(text.Length) };
            if (kind < LogRow.FirstOther)
                (cameIn, bytes) = (cameIn + 1, bytes + text.Length);
        }

        foreach (var (peer, row) in said)
            conversations[owner, peer] = row;
        var below = Leave(owner, mailbox, log.Through);
        // Where the log has just begun all of it may have been damaged, and one notice stand for several.
        mailbox = mailbox with { LastPlace = below, Milestone = 0 };
        if (log.Through == mailbox.DeliveredThrough && log.Settled == 0)
            mailbox = mailbox with { Messages = mailbox.Delivered + cameIn, Bytes = mailbox.DeliveredBytes + bytes };
        mailboxes.Note(owner, mailbox);
        logs.Note(owner, log with { Through = mailbox.LastMessageId });
        _tails.Leave(owner);
    }

    /// <summary>Brings some more of what was delivered before there was a log.</summary>
    /// <returns>Whether there is more.</returns>
    public bool Step(uint owner, int most)
    {
        if (logs[owner] is null)
            return false;
        Flush(owner);
        var (log, mailbox) = (logs[owner]!.Value, mailboxes[owner]!.Value);
        if (log.IsFilled)
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
        logs.Note(owner, log with { IsFilled = next == 0 });
        mailboxes.Note(owner, mailbox with { LastPlace = next });
        return next > 0;
    }

    // Where a conversation is damaged, the tail stays where it is, so that the account can receive.
    private void FlushWhenLong(uint owner)
    {
        if (mailboxes[owner]!.Value.LastMessageId - logs[owner]!.Value.Through < LogTail.Longest)
            return;
        try
        {
            Flush(owner);
        }
        catch (StoreDamagedException e)
        {
            damage.Report(e.Message);
        }
    }

    // Removes what stands above a number from its old place, and says where the first stands that does not; 0 for none.
    private long Leave(uint owner, MailboxRow mailbox, long through)
    {
        Span<long> place = stackalloc long[1];
        var isThere = statements.TryRead($"SELECT place FROM ({Way}) WHERE id <= $4 LIMIT 1", place, owner, mailbox.LastPlace,
            long.MaxValue, through);
        statements.Run($"DELETE FROM message WHERE place IN (SELECT place FROM ({Way}) WHERE id > $4)", owner, mailbox.LastPlace,
            long.MaxValue, through);
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
                damage.Report(
                    $"{statements.Connection.DataSource}: message {row.GetInt64(1)} is damaged; it and those before it do not come into the log of their account");
                break;
            }

            rows.Add((
                row.GetInt64(0),
                new(row.GetInt64(1), (MessageKind)row.GetByte(2), new((uint)row.GetInt64(3)), row.GetString(4),
                    DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5))),
                row.GetInt64(6)));
        }

        return rows;
    }
}
