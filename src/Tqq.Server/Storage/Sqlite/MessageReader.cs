using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Mail;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Reads a mailbox so that nothing in it is wrong and nothing missing: each row's checksum has to be right, and each row names the one before
/// it. Where one is damaged or not there, a notice of the system's stands in its place.
/// </summary>
/// <param name="connection">A reader's connection.</param>
/// <param name="isChecked">Whether the connection looks at checksums of pages; if not, the rows' own have to do, and what cannot be read at all counts as damaged.</param>
/// <param name="damage">Where damage is named.</param>
internal sealed class MessageReader(SqliteConnection connection, bool isChecked, DamageLog damage)
{
    /// <summary>What stands in the place of messages that are damaged.</summary>
    public const string Notice = "此处的消息在服务器磁盘上已损坏，无法显示。 What stood here was damaged on the server's disk and cannot be shown.";

    /// <summary>Messages above a number, ascending. Of those that are delivered some may have been swept: only what still waits is missed.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="after">The number behind which to begin.</param>
    /// <param name="limit">How many at most.</param>
    public ImmutableArray<Message> Above(AccountRow account, long after, int limit)
    {
        var messages = ImmutableArray.CreateBuilder<Message>();
        var owner = account.Account.Uin;
        var (read, at) = (after, DateTimeOffset.UnixEpoch);
        try
        {
            connection.Query(
                $"SELECT id, previous, kind, peer, text, at FROM message WHERE owner = $1 AND id > $2 AND checksum = {RowSum.Message} ORDER BY id",
                // A flipped key leads a search astray, and each search elsewhere: so off a damaged page the mailbox is always read from its beginning, and is the same each time.
                Read, owner.Value, isChecked ? after : 0);
        }
        catch (SqliteException e) when (e.MeansDamaged && !isChecked)
        {
            // What follows cannot be read at all; one notice stands for it.
        }

        if (messages.Count < limit && read < account.LastMessageId && account.DeliveredThrough < account.LastMessageId)
            messages.Add(Damaged(owner, account.LastMessageId, at));
        return messages.DrainToImmutable();

        bool Read(SqliteDataReader row)
        {
            while (messages.Count < limit && row.Read())
            {
                if (row.GetInt64(0) is var id && id <= read)
                    continue;
                at = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5));
                if (row.GetInt64(1) is var previous && previous > read && previous > account.DeliveredThrough)
                    messages.Add(Damaged(owner, read = previous, at));
                if (messages.Count == limit)
                    break;
                messages.Add(new(id, (MessageKind)row.GetByte(2), new((uint)row.GetInt64(3)), row.GetString(4), at));
                read = id;
            }

            return true;
        }
    }

    private Message Damaged(Uin owner, long id, DateTimeOffset at)
    {
        damage.Report($"{connection.DataSource}: message {id} of account {owner} is damaged or missing; a notice stands in its place");
        return new(id, MessageKind.Text, Uin.System, Notice, at);
    }
}
