using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Mail;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Reads a mailbox so that nothing in it is wrong and nothing missing: each row's checksum has to be right, and each row names the one
/// before it. Where one is damaged or not there, a notice of the system's stands in its place.
/// </summary>
/// <param name="connection">A reader's connection.</param>
/// <param name="isChecked">
/// Whether the connection looks at checksums of pages; if not, the rows' own have to do, and what cannot be read at all counts as damaged.
/// </param>
/// <param name="damage">Where damage is named.</param>
internal sealed class MessageReader(SqliteConnection connection, bool isChecked, DamageLog damage)
{
    /// <summary>What stands in the place of messages that are damaged.</summary>
    public const string Notice = "此处的消息在服务器磁盘上已损坏，无法显示。 What stood here was damaged on the server's disk and cannot be shown.";

    private readonly MailboxWalk _walk = new(connection);

    /// <summary>Whether a message stands in the place of one that is damaged or missing.</summary>
    public static bool IsNotice(Message message) => message.Peer == Uin.System && message.Text == Notice;

    /// <summary>
    /// Messages above a number, ascending. Of those that are delivered some may have been swept: only what still waits is missed.
    /// </summary>
    /// <param name="owner">Whose.</param>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="after">The number behind which to begin.</param>
    /// <param name="limit">How many at most.</param>
    public ImmutableArray<Message> Above(Uin owner, MailboxRow mailbox, long after, int limit)
    {
        var messages = ImmutableArray.CreateBuilder<Message>();
        var (read, at) = (after, DateTimeOffset.UnixEpoch);
        // A flipped pointer leads astray, so off a damaged page all of the table is read, from both its ends.
        var rows = isChecked ? _walk.Back(owner, mailbox, after, limit) ?? _walk.Scan(owner, after) : _walk.ScanWhatCanBeRead(owner, after);
        foreach (var (message, previous) in rows)
        {
            if (messages.Count == limit)
                break;
            at = message.At;
            if (previous > read && previous > mailbox.DeliveredThrough)
                messages.Add(Damaged(owner, read = previous, at));
            if (messages.Count == limit)
                break;
            messages.Add(message);
            read = message.Id;
        }

        if (messages.Count < limit && read < mailbox.LastMessageId && mailbox.DeliveredThrough < mailbox.LastMessageId)
            messages.Add(Damaged(owner, mailbox.LastMessageId, at));
        return messages.DrainToImmutable();
    }

    /// <summary>The tail of a log: all that stands above the number through which the rest of it goes, ascending.</summary>
    public ImmutableArray<Message> Tail(Uin owner, MailboxRow mailbox, LogRow log) => mailbox.LastMessageId <= log.Through
        ? []
        : Above(owner, mailbox with { DeliveredThrough = log.Through }, log.Through, int.MaxValue);

    private Message Damaged(Uin owner, long id, DateTimeOffset at)
    {
        damage.Report($"{connection.DataSource}: message {id} of account {owner} is damaged or missing; a notice stands in its place");
        return new(id, MessageKind.Text, Uin.System, Notice, at);
    }
}
