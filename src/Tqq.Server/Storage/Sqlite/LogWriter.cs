using System.Globalization;
using System.Text;
using Tqq.Core.Changes;
using Tqq.Core.Log;
using Tqq.Core.Mail;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>Writes what goes into the logs of accounts, and what follows from it for what waits.</summary>
internal sealed class LogWriter
{
    private readonly PreparedStatements _statements;
    private readonly MailboxWriter _mailboxes;
    private readonly LogRows _logs;
    private readonly ConversationRows _conversations;
    private readonly LogFilling _filling;
    private readonly LogSweep _sweep;
    private readonly LogDelivery _delivery;

    /// <summary>Writes beside the mailboxes.</summary>
    /// <param name="statements">The journal's statements.</param>
    /// <param name="mailboxes">The mailboxes.</param>
    /// <param name="damage">Where damage is named.</param>
    /// <param name="due">Is told which logs have changed, when that is on disk.</param>
    public LogWriter(PreparedStatements statements, MailboxWriter mailboxes, DamageLog damage, SearchDue due)
    {
        (_statements, _mailboxes, _logs, _conversations) = (statements, mailboxes, new(statements, due), new(statements));
        _filling = new(statements, mailboxes, _logs, _conversations, damage);
        _sweep = new(statements, mailboxes, _logs, _conversations);
        _delivery = new(statements, mailboxes, _logs);
    }

    /// <summary>The account keeps a log from now on.</summary>
    public void Open(uint owner)
    {
        if (_mailboxes[owner] is not null && _logs[owner] is null)
            _filling.Open(owner);
    }

    /// <summary>Brings some more of an account's mailbox into its log.</summary>
    /// <returns>Whether there is more.</returns>
    public bool Fill(uint owner, int most) => _filling.Step(owner, most);

    /// <summary>One step of the sweep of a log (<see cref="LogSweep.Step"/>).</summary>
    public (int Removed, bool HasMore) Sweep(uint owner, long before, long quota, bool anew, int most)
    {
        if (_logs[owner] is null)
            return (0, false);
        _filling.Flush(owner);
        return _sweep.Step(owner, before, quota, anew, most);
    }

    /// <summary>What waits for a wire session; not known where there is no log.</summary>
    public LogWaiting Waiting(uint owner) =>
        _mailboxes[owner] is { } mailbox && _logs[owner] is { } log ? mailbox.Waiting(log) : default;

    /// <summary>A wire session has acknowledged all up to a number.</summary>
    public void Deliver(uint owner, long through)
    {
        Open(owner);
        _delivery.Deliver(owner, through);
    }

    /// <summary>A message came in.</summary>
    public void Append(uint owner, Message message, TextKey? key) => Enter(owner, message, key);

    /// <summary>The account has sent a text.</summary>
    public void Append(uint owner, Change.SentAppended sent)
    {
        if (!sent.IsRepetition || !IsKept(owner, sent))
            Enter(owner, new(sent.Number, (MessageKind)LogKind.Sent, sent.Recipient, sent.Text, sent.At, sent.Key));
    }

    /// <summary>Somebody came onto the list, or went off it.</summary>
    public void Append(uint owner, Change.FriendNoted noted) =>
        Enter(owner, new(noted.Number, (MessageKind)LogKind.Friend, noted.Other, noted.IsFriend ? "1" : "0", noted.At));

    /// <summary>All of a peer up to a number has been read.</summary>
    public void Mark(uint owner, Change.ReadMarked read)
    {
        if (!TryOpenWhole(owner) || _mailboxes[owner] is not { } mailbox)
            return;
        var (peer, conversation) = (read.Peer.Value, _conversations[owner, read.Peer.Value]);
        // With whom nothing was said there is nothing to read: otherwise rows would come of nothing.
        if (conversation.Last == 0)
            return;
        // Nothing that is yet to come has been read.
        var through = Math.Min(read.Through, conversation.Last);
        if (through > conversation.ReadThrough)
        {
            var unread = conversation.Unread - CameIn(owner, peer, conversation.ReadThrough, through).Messages;
            _conversations[owner, peer] = conversation with { Unread = unread, ReadThrough = through, ReadNumber = read.Number };
            Take(owner, read.Number);
        }

        if (read.Settles)
            Settle(owner, peer);
    }

    /// <summary>An item is deleted.</summary>
    public void Delete(uint owner, Change.ItemDeleted deleted)
    {
        Span<long> row = stackalloc long[4];
        if (!TryOpenWhole(owner) || _mailboxes[owner] is not { } mailbox
            || !_statements.TryRead(
                $"SELECT kind, peer, length(CAST(text AS BLOB)), checksum = {RowSum.Log} FROM log WHERE owner = $1 AND number = $2", row,
                owner, deleted.Item))
            return;
        var (kind, peer, length) = ((LogKind)row[0], (uint)row[1], row[2]);
        if (row[3] == 0)
            throw new StoreDamagedException(
                $"{_statements.Connection.DataSource}: item {deleted.Item} of the log of account {owner} is damaged");
        var (cameIn, conversation) = (row[0] < LogRow.FirstOther, _conversations[owner, peer]);
        if (!cameIn && kind != LogKind.Sent)
            return;
        _statements.Run(
            $"""
            UPDATE log SET kind = $3, text = '', checksum = row_sum(owner, number, $3, peer, '', at, previous, sent_key) WHERE owner = $1 AND number = $2
            """, owner, deleted.Item, (int)LogKind.Deleted);
        var last = deleted.Item == conversation.Last ? LastBefore(owner, peer, deleted.Item) : conversation.Last;
        var unread = conversation.Unread - (cameIn && deleted.Item > conversation.ReadThrough ? 1 : 0);
        if ((last, unread) != (conversation.Last, conversation.Unread))
            _conversations[owner, peer] = conversation with { Last = last, Unread = unread };
        var waited = cameIn && deleted.Item > mailbox.DeliveredThrough && deleted.Item > conversation.SettledThrough;
        var (log, text) = (_logs[owner]!.Value, Encoding.UTF8.GetBytes(deleted.Item.ToString(CultureInfo.InvariantCulture)));
        _logs.Insert(owner, deleted.Number, (int)LogKind.Deletion, peer, text, ChangeWriter.Milliseconds(deleted.At), log.Last);
        _logs.Note(owner, log with
        {
            Last = deleted.Number,
            Bytes = log.Bytes - length + LogRow.SizeOf(text.Length),
            Settled = log.Settled + (waited ? 1 : 0),
            SettledBytes = log.SettledBytes + (waited ? length : 0),
        });
        Take(owner, deleted.Number);
    }

    /// <summary>What was read does not wait any longer: no wire session is handed it.</summary>
    /// <returns>Whether the account keeps a log.</returns>
    public bool Settle(uint owner)
    {
        if (_logs[owner] is null)
            return false;
        for (var peer = _conversations.NextUnsettled(owner, -1); peer is { } next; peer = _conversations.NextUnsettled(owner, next))
            Settle(owner, next);
        return true;
    }

    /// <summary>The last of a transaction before it is committed.</summary>
    public void Complete() => _logs.Complete();

    /// <summary>The transaction is on disk.</summary>
    public void Committed() => _logs.Committed();

    /// <summary>The account may search its log from now on.</summary>
    public void Touch(uint owner) => _logs.Touch(owner);

    /// <summary>What was written since the last transaction ended is not so: it was rolled back.</summary>
    public void Forget()
    {
        _logs.Forget();
        _filling.Forget();
    }

    /// <summary>The account keeps no log any more.</summary>
    public void Close(uint owner)
    {
        _filling.Close(owner);
        _logs.Delete(owner);
        _conversations.Delete(owner);
    }

    /// <summary>Removes some rows of the log of an account that is deleted.</summary>
    /// <returns>How many.</returns>
    public int DeleteSome(uint owner, int most) => _logs.DeleteSome(owner, most);

    private void Settle(uint owner, uint peer)
    {
        var (mailbox, conversation, log) = (_mailboxes[owner]!.Value, _conversations[owner, peer], _logs[owner]!.Value);
        if (conversation.SettledThrough >= conversation.ReadThrough)
            return;
        var settled = CameIn(owner, peer, Math.Max(conversation.SettledThrough, mailbox.DeliveredThrough), conversation.ReadThrough);
        _conversations[owner, peer] = conversation with { SettledThrough = conversation.ReadThrough };
        _logs.Note(owner, log with { Settled = log.Settled + settled.Messages, SettledBytes = log.SettledBytes + settled.Bytes });
    }

    // What came in from a peer between two numbers. The index is named: without, SQLite reads all that the account has behind the first.
    private (long Messages, long Bytes) CameIn(uint owner, uint peer, long after, long through)
    {
        Span<long> row = stackalloc long[2];
        _statements.TryRead(
            $"""
            SELECT count(*), coalesce(sum(length(CAST(text AS BLOB))), 0) FROM log INDEXED BY log_by_peer
            WHERE owner = $1 AND peer = $2 AND number > $3 AND number <= $4 AND {LogRow.IsSaid} AND kind < {LogRow.FirstOther}
            """, row, owner, peer, after, through);
        return (row[0], row[1]);
    }

    // The last item of a conversation before one that is deleted; 0 where it has none.
    private long LastBefore(uint owner, uint peer, long number)
    {
        Span<long> row = stackalloc long[1];
        return _statements.TryRead(
            $"""
            SELECT number FROM log INDEXED BY log_by_peer
            WHERE owner = $1 AND peer = $2 AND number < $3 AND {LogRow.IsSaid} AND kind <> {(int)LogKind.Deleted} ORDER BY number DESC LIMIT 1
            """, row, owner, peer, number)
            ? row[0] : 0;
    }

    // Into the tail, which costs least.
    private void Enter(uint owner, Message message, TextKey? key = null)
    {
        // Numbers come in ascending order: what is not above the last is there already. An account that was deleted
        // meanwhile has no mailbox any more.
        if (_mailboxes[owner] is not { } mailbox || message.Id <= mailbox.LastMessageId)
            return;
        if (_logs[owner] is null)
            _filling.Open(owner);
        _filling.Enter(owner, message, key);
    }

    // The log is all in one place then.
    private bool TryOpenWhole(uint owner)
    {
        Open(owner);
        if (_logs[owner] is null)
            return false;
        _filling.Flush(owner);
        return true;
    }

    // A number is used that stands in no tail.
    private void Take(uint owner, long number)
    {
        if (_mailboxes[owner] is not { } mailbox || number <= mailbox.LastMessageId)
            return;
        _mailboxes.Note(owner, mailbox with { LastMessageId = number });
        _logs.Note(owner, _logs[owner]!.Value with { Through = number });
    }

    // A key may be used again after a day, so the text has to be the same; where it is deleted, nobody knows it any more.
    private bool IsKept(uint owner, Change.SentAppended sent)
    {
        Span<long> row = stackalloc long[1];
        return TryOpenWhole(owner) && _statements.TryRead(
            $"SELECT 1 FROM log INDEXED BY log_by_key WHERE owner = $1 AND peer = $2 AND sent_key = $3 AND (kind = {(int)LogKind.Deleted} OR text = $4) LIMIT 1",
            row, owner, sent.Recipient.Value, sent.Key, sent.Text);
    }
}
