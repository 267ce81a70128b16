using System.Buffers.Binary;
using System.IO.Hashing;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Tqq.Core.Mail;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// The checksum of a row, as a function of SQL: `row_sum(column, column...)` over all other columns, the owner among them, so that neither a
/// row that changed nor one that strayed to another account passes for right. It is what tells the good rows of a damaged page from the bad.
/// </summary>
internal static class RowSum
{
    /// <summary>The checksum of a row of `account`.</summary>
    public const string Account =
        "row_sum(uin, password_hash, profile, who_may_add, disclosure, refuses_strangers, enabled, created, wire_login, allowed_addresses, requires_key, last_app_password, usual_addresses)";

    /// <summary>The checksum of a row of `mailbox`.</summary>
    public const string Mailbox = "row_sum(mailbox.owner, last_message_id, delivered_through, last_place, mailbox.milestone, messages, mailbox.delivered, last_key)";

    /// <summary>The checksum of a row of `message`.</summary>
    public const string Message = "row_sum(message.owner, id, kind, peer, text, at, previous, previous_place, message.milestone)";

    /// <summary>The checksum of a row of `text_key`.</summary>
    public const string TextKey = "row_sum(text_key.owner, sender, mark_high, mark_low, digest, text_key.at, text_key.previous_place)";

    private static readonly delegate_function_scalar s_function = Compute;

    [ThreadStatic]
    private static XxHash3? t_hash;

    /// <summary>Makes the function known to a connection.</summary>
    public static void Register(SqliteConnection connection)
    {
        if (raw.sqlite3_create_function(connection.Handle, "row_sum", -1, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null, s_function) != raw.SQLITE_OK)
            throw new InvalidOperationException("SQLite takes no function of ours");
    }

    /// <summary>The checksum of a row of `mailbox` that is about to be written.</summary>
    public static long OfMailbox(uint owner, MailboxRow mailbox)
    {
        var row = t_hash ??= new();
        Add(row, owner);
        Add(row, mailbox.LastMessageId);
        Add(row, mailbox.DeliveredThrough);
        Add(row, mailbox.LastPlace);
        Add(row, mailbox.Milestone);
        Add(row, mailbox.Messages);
        Add(row, mailbox.Delivered);
        Add(row, mailbox.LastKey);
        return End(row);
    }

    /// <summary>The checksum of a row of `text_key` that is about to be written.</summary>
    public static long OfTextKey(uint owner, TextKey key, long at, long previousPlace)
    {
        var row = t_hash ??= new();
        Add(row, owner);
        Add(row, key.Sender.Value);
        Add(row, (long)(ulong)(key.Mark >> 64));
        Add(row, (long)(ulong)key.Mark);
        Add(row, key.Digest);
        Add(row, at);
        Add(row, previousPlace);
        return End(row);
    }

    /// <summary>The checksum of a row of `message` that is about to be written into a mailbox: the same that SQL computes, without its way back into this program.</summary>
    public static long OfMessage(uint owner, long id, int kind, uint peer, ReadOnlySpan<byte> text, long at, MailboxRow before)
    {
        var row = t_hash ??= new();
        Add(row, owner);
        Add(row, id);
        Add(row, kind);
        Add(row, peer);
        Add(row, raw.SQLITE_TEXT, text.Length);
        row.Append(text);
        Add(row, at);
        Add(row, before.LastMessageId);
        Add(row, before.LastPlace);
        Add(row, before.Milestone);
        return End(row);
    }

    private static void Compute(sqlite3_context context, object data, sqlite3_value[] values)
    {
        var row = t_hash ??= new();
        foreach (var value in values)
        {
            var type = raw.sqlite3_value_type(value);
            var bytes = type is raw.SQLITE_TEXT or raw.SQLITE_BLOB ? raw.sqlite3_value_blob(value) : default;
            Add(row, type, type switch
            {
                raw.SQLITE_INTEGER => raw.sqlite3_value_int64(value),
                raw.SQLITE_FLOAT => BitConverter.DoubleToInt64Bits(raw.sqlite3_value_double(value)),
                _ => bytes.Length,
            });
            row.Append(bytes);
        }

        raw.sqlite3_result_int64(context, End(row));
    }

    private static void Add(XxHash3 row, long number) => Add(row, raw.SQLITE_INTEGER, number);

    // Type and value, or type and length and bytes: so no two rows read alike.
    private static void Add(XxHash3 row, int type, long value)
    {
        Span<byte> head = stackalloc byte[9];
        head[0] = (byte)type;
        BinaryPrimitives.WriteInt64LittleEndian(head[1..], value);
        row.Append(head);
    }

    private static long End(XxHash3 row)
    {
        var sum = (long)row.GetCurrentHashAsUInt64();
        row.Reset();
        return sum;
    }
}
