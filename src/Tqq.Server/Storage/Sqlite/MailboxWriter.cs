using System.Text;
using Tqq.Core.Mail;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Writes messages, the keys of texts, and the rows of mailboxes. Who has had a message often has another soon, so rows of mailboxes are
/// kept here; each that changed is written once, at the end of the transaction, however much came for it.
/// </summary>
/// <param name="statements">The journal's statements.</param>
internal sealed class MailboxWriter(PreparedStatements statements)
{
    // Back from the last one, as they are read.
    private const string WayBack = """
        WITH RECURSIVE back (place, above) AS (
            SELECT last_place, last_message_id + 1 FROM mailbox WHERE owner = $1
            UNION ALL
            SELECT previous_place, id FROM back JOIN message USING (place) WHERE owner = $1 AND id < above)
        """;

    private const int MostKnown = 10_000;

    private readonly Dictionary<uint, MailboxRow> _known = [];
    private readonly HashSet<uint> _behind = [];

    /// <summary>A mailbox as it is by now; null where the account does not exist.</summary>
    public MailboxRow? this[uint owner]
    {
        get
        {
            if (_known.TryGetValue(owner, out var known))
                return known;
            Span<long> row = stackalloc long[9];
            return statements.TryRead(
                "SELECT last_message_id, delivered_through, last_place, milestone, messages, delivered, last_key, bytes, delivered_bytes FROM mailbox WHERE owner = $1", row, owner)
                ? _known[owner] = new(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8])
                : null;
        }
    }

    /// <summary>Makes the mailbox of a new account.</summary>
    public void Create(uint owner) => statements.Run(
        "INSERT OR IGNORE INTO mailbox (owner, last_message_id, delivered_through, checksum) VALUES ($1, 0, 0, $2)", owner,
            RowSum.OfMailbox(owner, default));

    /// <summary>The mailbox is now so.</summary>
    public void Note(uint owner, MailboxRow row)
    {
        _known[owner] = row;
        _behind.Add(owner);
    }

    /// <summary>Writes the rows that changed: the last of a transaction before it is committed.</summary>
    public void Complete()
    {
        foreach (var owner in _behind)
        {
            var row = _known[owner];
            statements.Run(
                """
                UPDATE mailbox SET last_message_id = $2, delivered_through = $3, last_place = $4, milestone = $5, messages = $6, delivered = $7, last_key = $8, bytes = $9,
                    delivered_bytes = $10, checksum = $11
                WHERE owner = $1
                """,
                owner, row.LastMessageId, row.DeliveredThrough, row.LastPlace, row.Milestone, row.Messages, row.Delivered, row.LastKey,
                    row.Bytes, row.DeliveredBytes,
                RowSum.OfMailbox(owner, row));
        }

        _behind.Clear();
        if (_known.Count > MostKnown)
            _known.Clear();
    }

    /// <summary>What was written since the last transaction ended is not so: it was rolled back.</summary>
    public void Forget()
    {
        _known.Clear();
        _behind.Clear();
    }

    /// <summary>A message came in.</summary>
    public void Append(uint owner, Message message, TextKey? key) => Append(owner, message, key, this[owner]?.LastMessageId ?? 0);

    /// <summary>Something comes behind all that stands there.</summary>
    /// <param name="owner">The account.</param>
    /// <param name="message">What comes.</param>
    /// <param name="key">The key by which it is taken once; null for none.</param>
    /// <param name="previous">The number of the row before it.</param>
    // The row names the one before it, so that a row that is missing is missed. Numbers alone do not show it: one that found no room was
    // never used. Checksums are computed here and not by SQL, and values are given as they are: so SQLite knows that each statement changes
    // one row at most, and keeps no copies of pages to take it back by.
    public void Append(uint owner, Message message, TextKey? key, long previous)
    {
        // Numbers come in ascending order: what is not above the last is there already. An account that was deleted
        // meanwhile has no mailbox any more.
        if (this[owner] is not { } mailbox || message.Id <= mailbox.LastMessageId)
            return;
        var cameIn = (int)message.Kind < LogRow.FirstOther;
        var (kind, peer, text, at) = ((int)message.Kind, message.Peer.Value, Encoding.UTF8.GetBytes(message.Text),
            ChangeWriter.Milliseconds(message.At));
        statements.Run(
            "INSERT INTO message (owner, id, kind, peer, text, at, previous, previous_place, milestone, checksum, sent_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            owner, message.Id, kind, peer, text, at, previous, mailbox.LastPlace, mailbox.Milestone,
            RowSum.OfMessage(owner, message.Id, kind, peer, text, at, previous, mailbox, message.SentKey), message.SentKey);
        var place = statements.LastPlace;
        Note(owner, mailbox with
        {
            LastMessageId = message.Id,
            LastPlace = place,
            Milestone = message.Id % MailboxWalk.Milestone == 0 ? place : mailbox.Milestone,
            Messages = mailbox.Messages + (cameIn ? 1 : 0),
            Bytes = mailbox.Bytes + (cameIn ? text.Length : 0),
        });
        if (key is not null)
            Keep(owner, key, at);
    }

    /// <summary>A text came in that settings keep out: the same pages are written as for one that stays.</summary>
    public void Swallow(uint owner, Core.Changes.Change.TextSwallowed swallowed)
    {
        if (this[owner] is not { } before)
            return;
        Append(owner, new(before.LastMessageId + 1, MessageKind.Text, swallowed.From, swallowed.Text, swallowed.At), swallowed.Key);
        var after = _known[owner];
        Complete();
        statements.Run("DELETE FROM message WHERE place = $1", after.LastPlace);
        Note(owner, before with { LastKey = after.LastKey });
    }

    /// <summary>The key of a text that the account has taken.</summary>
    public void Keep(uint owner, TextKey key, long at)
    {
        var mailbox = _known[owner];
        statements.Run(
            "INSERT INTO text_key (owner, sender, mark_high, mark_low, digest, at, previous_place, checksum) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            owner, key.Sender.Value, (long)(ulong)(key.Mark >> 64), (long)(ulong)key.Mark, key.Digest, at, mailbox.LastKey,
                RowSum.OfTextKey(owner, key, at, mailbox.LastKey));
        Note(owner, mailbox with { LastKey = statements.LastPlace });
    }

    /// <summary>Removes a mailbox, its messages and keys.</summary>
    /// <returns>
    /// False where messages may be left: where the sweeper has made a gap, what stands behind it is not found on the way.
    /// </returns>
    public bool Delete(uint owner)
    {
        // The way to its messages begins at its row.
        Complete();
        Span<long> oldest = stackalloc long[1];
        var isWhole = this[owner] is null or { LastPlace: 0 }
            || (statements.TryRead(
                $"{WayBack} SELECT previous FROM back JOIN message USING (place) WHERE owner = $1 AND id < above ORDER BY id LIMIT 1",
                oldest, owner) && oldest[0] == 0);
        statements.Run(
            $"DELETE FROM message WHERE place IN ({WayBack} SELECT place FROM back JOIN message USING (place) WHERE owner = $1 AND id < above)", owner);
        // What is not found on the way stands behind one that was swept, and will be swept next.
        statements.Run(TextKeyWalk.Delete, owner);
        statements.Run("DELETE FROM mailbox WHERE owner = $1", owner);
        _known.Remove(owner);
        return isWhole;
    }
}
