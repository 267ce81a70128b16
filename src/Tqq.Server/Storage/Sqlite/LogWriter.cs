using System.Globalization;
using System.Text;
using Tqq.Core.Changes;
using Tqq.Core.Log;
using Tqq.Core.Mail;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>Writes what goes into the logs of accounts, and what follows from it for what waits.</summary>
internal sealed class LogWriter
{
    // Of one peer, so many of the last items are looked through for a text that may have been kept before.
    private const int RecentItems = 10_000;

    private readonly PreparedStatements _statements;
    private readonly MailboxWriter _mailboxes;
    private readonly LogRows _logs;
    private readonly ConversationRows _conversations;
    private readonly LogFilling _filling;

    /// <summary>Writes beside the mailboxes.</summary>
    /// <param name="statements">The journal's statements.</param>
    /// <param name="mailboxes">The mailboxes.</param>
    /// <param name="damage">Where damage is named.</param>
    public LogWriter(PreparedStatements statements, MailboxWriter mailboxes, DamageLog damage)
    {
        (_statements, _mailboxes, _logs, _conversations) = (statements, mailboxes, new(statements), new(statements));
        _filling = new(statements, mailboxes, _logs, _conversations, damage);
        Sweep = new(statements, mailboxes, _logs, _conversations);
    }

    /// <summary>The sweep of logs.</summary>
    public LogSweep Sweep { get; }

    /// <summary>The account keeps a log from now on.</summary>
    public void Open(uint owner)
    {
        if (_mailboxes[owner] is not null && _logs[owner] is null)
            _filling.Open(owner);
    }

    /// <summary>Brings some more of an account's mailbox into its log.</summary>
    /// <returns>Whether there is more.</returns>
    public bool Fill(uint owner, int most) => _filling.Step(owner, most);

    /// <summary>A message came in.</summary>
    public void Append(uint owner, Message message, TextKey? key)
    {
        var (text, at) = (Encoding.UTF8.GetBytes(message.Text), ChangeWriter.Milliseconds(message.At));
        if (!TryEnter(owner, message.Id, (LogKind)message.Kind, message.Peer.Value, text, at))
            return;
        var conversation = _conversations[owner, message.Peer.Value];
        _conversations[owner, message.Peer.Value] = conversation with { Last = message.Id, Unread = conversation.Unread + 1 };
        if (key is not null)
            _mailboxes.Keep(owner, key, at);
    }

    /// <summary>The account has sent a text.</summary>
    public void Append(uint owner, Change.SentAppended sent)
    {
        var recipient = sent.Recipient.Value;
        if (sent.IsRepetition && IsKept(owner, recipient, sent.KeyMark))
            return;
        if (TryEnter(owner, sent.Number, LogKind.Sent, recipient, Encoding.UTF8.GetBytes(sent.Text), ChangeWriter.Milliseconds(sent.At), sent.KeyMark))
            _conversations[owner, recipient] = _conversations[owner, recipient] with { Last = sent.Number };
    }

    /// <summary>Somebody came onto the list, or went off it.</summary>
    public void Append(uint owner, Change.FriendNoted noted) =>
        TryEnter(owner, noted.Number, LogKind.Friend, noted.Other.Value, noted.IsFriend ? "1"u8.ToArray() : "0"u8.ToArray(), ChangeWriter.Milliseconds(noted.At));

    /// <summary>All of a peer up to a number has been read.</summary>
    public Settled Mark(uint owner, Change.ReadMarked read)
    {
        Open(owner);
        if (_mailboxes[owner] is not { } mailbox)
            return default;
        var (peer, conversation) = (read.Peer.Value, _conversations[owner, read.Peer.Value]);
        // Nothing that is yet to come has been read.
        var through = Math.Min(read.Through, mailbox.LastMessageId);
        if (through > conversation.ReadThrough)
        {
            Span<long> unread = stackalloc long[1];
            _statements.TryRead($"SELECT count(*) FROM log WHERE owner = $1 AND peer = $2 AND number > $3 AND kind < {LogRow.FirstOther}", unread, owner, peer, through);
            _conversations[owner, peer] = conversation with { Unread = unread[0], ReadThrough = through, ReadNumber = read.Number };
            _mailboxes.Note(owner, mailbox with { LastMessageId = Math.Max(mailbox.LastMessageId, read.Number) });
        }

        return read.Settles ? Settle(owner, peer) : default;
    }

    /// <summary>An item is deleted.</summary>
    public Settled Delete(uint owner, Change.ItemDeleted deleted)
    {
        Open(owner);
        Span<long> row = stackalloc long[4];
        if (_mailboxes[owner] is not { } mailbox
            || !_statements.TryRead($"SELECT kind, peer, length(CAST(text AS BLOB)), checksum = {RowSum.Log} FROM log WHERE owner = $1 AND number = $2", row, owner, deleted.Item))
            return default;
        var (kind, peer, length) = ((LogKind)row[0], (uint)row[1], row[2]);
        if (row[3] == 0)
            throw new StoreDamagedException($"{_statements.Connection.DataSource}: item {deleted.Item} of the log of account {owner} is damaged");
        var (cameIn, conversation) = (row[0] < LogRow.FirstOther, _conversations[owner, peer]);
        if (!cameIn && kind != LogKind.Sent)
            return default;
        _statements.Run(
            $"""
            UPDATE log SET kind = $3, text = '', key_mark = NULL, checksum = row_sum(owner, number, $3, peer, '', at, previous, NULL) WHERE owner = $1 AND number = $2
            """, owner, deleted.Item, (int)LogKind.Deleted);
        if (cameIn && deleted.Item > conversation.ReadThrough)
            _conversations[owner, peer] = conversation with { Unread = conversation.Unread - 1 };
        var waited = cameIn && deleted.Item > mailbox.DeliveredThrough && deleted.Item > conversation.SettledThrough;
        var settled = waited ? new Settled(1, length) : default;
        var log = _logs[owner]!.Value;
        _logs.Note(owner, log with { Bytes = log.Bytes - length, Settled = log.Settled + settled.Messages, SettledBytes = log.SettledBytes + settled.Bytes });
        TryEnter(
            owner, deleted.Number, LogKind.Deletion, peer, Encoding.UTF8.GetBytes(deleted.Item.ToString(CultureInfo.InvariantCulture)), ChangeWriter.Milliseconds(deleted.At));
        return settled;
    }

    /// <summary>What was read does not wait any longer: no wire session is handed it.</summary>
    public Settled Settle(uint owner)
    {
        var settled = default(Settled);
        if (_logs[owner] is not null)
            for (var peer = _conversations.NextUnsettled(owner, -1); peer is { } next; peer = _conversations.NextUnsettled(owner, next))
                settled += Settle(owner, next);
        return settled;
    }

    /// <summary>The last of a transaction before it is committed.</summary>
    public void Complete() => _logs.Complete();

    /// <summary>What was written since the last transaction ended is not so: it was rolled back.</summary>
    public void Forget() => _logs.Forget();

    /// <summary>The account keeps no log any more.</summary>
    public void Close(uint owner)
    {
        _logs.Delete(owner);
        _conversations.Delete(owner);
    }

    /// <summary>Removes some rows of the log of an account that is deleted.</summary>
    /// <returns>How many.</returns>
    public int DeleteSome(uint owner, int most) => _logs.DeleteSome(owner, most);

    private Settled Settle(uint owner, uint peer)
    {
        var (mailbox, conversation, log) = (_mailboxes[owner]!.Value, _conversations[owner, peer], _logs[owner]!.Value);
        if (conversation.SettledThrough >= conversation.ReadThrough)
            return default;
        Span<long> row = stackalloc long[2];
        _statements.TryRead(
            $"""
            SELECT count(*), coalesce(sum(length(CAST(text AS BLOB))), 0) FROM log
            WHERE owner = $1 AND peer = $2 AND number > $3 AND number <= $4 AND kind < {LogRow.FirstOther}
            """, row, owner, peer, Math.Max(conversation.SettledThrough, mailbox.DeliveredThrough), conversation.ReadThrough);
        _conversations[owner, peer] = conversation with { SettledThrough = conversation.ReadThrough };
        _logs.Note(owner, log with { Settled = log.Settled + row[0], SettledBytes = log.SettledBytes + row[1] });
        return new((int)row[0], row[1]);
    }

    // False where it stands there already: numbers come in ascending order. An account that was deleted meanwhile has no mailbox any more.
    private bool TryEnter(uint owner, long number, LogKind kind, uint peer, byte[] text, long at, long? keyMark = null)
    {
        if (_mailboxes[owner] is not { } before || number <= before.LastMessageId)
            return false;
        var log = _logs[owner] ?? _filling.Open(owner);
        var (mailbox, cameIn) = (_mailboxes[owner]!.Value, (int)kind < LogRow.FirstOther);
        _logs.Insert(owner, number, (int)kind, peer, text, at, log.Last, keyMark);
        _logs.Note(owner, log with { Last = number, Bytes = log.Bytes + LogRow.SizeOf(text.Length) });
        _mailboxes.Note(owner, mailbox with
        {
            LastMessageId = number,
            Messages = mailbox.Messages + (cameIn ? 1 : 0),
            Bytes = mailbox.Bytes + (cameIn ? text.Length : 0),
        });
        return true;
    }

    private bool IsKept(uint owner, uint recipient, long? keyMark)
    {
        Span<long> row = stackalloc long[1];
        return _statements.TryRead(
            "SELECT 1 FROM (SELECT key_mark FROM log WHERE owner = $1 AND peer = $2 ORDER BY number DESC LIMIT $4) WHERE key_mark = $3", row, owner, recipient, keyMark, RecentItems);
    }
}
