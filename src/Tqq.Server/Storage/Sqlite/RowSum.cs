using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Tqq.Core.Mail;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// The checksum of a row, as a function of SQL: `row_sum(column, column...)` over all other columns, the owner among them,
/// so that neither a row that changed nor one that strayed to another account passes for right. It is what tells the good
/// rows of a damaged page from the bad. A last column that is NULL counts as none: so one that a later version adds changes no
/// checksum of the rows that were there before.
/// </summary>
internal static class RowSum
{
    /// <summary>The checksum of a row of `account`.</summary>
    public const string Account =
        "row_sum(uin, password_hash, profile, who_may_add, refuses_strangers, enabled, created, wire_login, allowed_addresses, requires_key, last_app_password, usual_addresses, keeps_sent, who_may_find, who_sees, found_as)";

    /// <summary>The checksum of a row of `mailbox`.</summary>
    public const string Mailbox =
        "row_sum(mailbox.owner, last_message_id, delivered_through, last_place, mailbox.milestone, messages, mailbox.delivered, last_key, mailbox.bytes, delivered_bytes)";

    /// <summary>The checksum of a row of `message`.</summary>
    public const string Message = "row_sum(message.owner, id, kind, peer, text, at, previous, previous_place, message.milestone, message.sent_key)";

    /// <summary>The checksum of a row of `text_key`.</summary>
    public const string TextKey = "row_sum(text_key.owner, sender, mark_high, mark_low, digest, text_key.at, text_key.previous_place)";

    /// <summary>The checksum of a row of `log`.</summary>
    public const string Log = "row_sum(log.owner, log.number, log.kind, log.peer, log.text, log.at, log.previous, log.sent_key)";

    /// <summary>The checksum of a row of `conversation`.</summary>
    public const string Conversation =
        "row_sum(conversation.owner, conversation.peer, conversation.last, unread, read_through, read_number, settled_through)";

    /// <summary>The checksum of a row of `log_account`.</summary>
    public const string LogAccount =
        "row_sum(log_account.owner, log_account.last, through, log_account.bytes, settled, settled_bytes, swept, oldest, gone_through, is_filled)";

    private static readonly delegate_function_scalar s_function = Compute;

    [ThreadStatic]
    private static XxHash3? t_hash;

    /// <summary>Makes the function known to a connection.</summary>
    public static void Register(SqliteConnection connection) => Register(connection, s_function);

    /// <summary>Makes it known once more, so that somebody is told of each checksum.</summary>
    public static void Register(SqliteConnection connection, Action onComputed) => Register(connection, (context, data, values) =>
    {
        Compute(context, data, values);
        onComputed();
    });

    private static void Register(SqliteConnection connection, delegate_function_scalar function)
    {
        if (raw.sqlite3_create_function(connection.Handle, "row_sum", -1, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null,
            function) != raw.SQLITE_OK)
            throw new InvalidOperationException("SQLite takes no function of ours");
    }

    /// <summary>The checksum of a row of `mailbox` that is about to be written.</summary>
    public static long OfMailbox(uint owner, MailboxRow mailbox) => Of(
        owner, mailbox.LastMessageId, mailbox.DeliveredThrough, mailbox.LastPlace, mailbox.Milestone, mailbox.Messages, mailbox.Delivered,
            mailbox.LastKey, mailbox.Bytes,
        mailbox.DeliveredBytes);

    /// <summary>The checksum of a row of `conversation` that is about to be written.</summary>
    public static long OfConversation(uint owner, uint peer, ConversationRow row) =>
        Of(owner, peer, row.Last, row.Unread, row.ReadThrough, row.ReadNumber, row.SettledThrough);

    /// <summary>The checksum of a row of `log_account` that is about to be written.</summary>
    public static long OfLogAccount(uint owner, LogRow row) =>
        Of(owner, row.Last, row.Through, row.Bytes, row.Settled, row.SettledBytes, row.Swept, row.Oldest, row.GoneThrough,
            row.IsFilled ? 1 : 0);

    /// <summary>The checksum of a row of `log` that is about to be written.</summary>
    public static long OfLog(uint owner, long number, int kind, uint peer, ReadOnlySpan<byte> text, long at, long previous,
        string? sentKey)
    {
        var row = Begin(owner, number, kind, peer, text, at, previous);
        AddLast(row, sentKey);
        return End(row);
    }

    /// <summary>The checksum of a row of `text_key` that is about to be written.</summary>
    public static long OfTextKey(uint owner, TextKey key, long at, long previousPlace) =>
        Of(owner, key.Sender.Value, (long)(ulong)(key.Mark >> 64), (long)(ulong)key.Mark, key.Digest, at, previousPlace);

    /// <summary>
    /// The checksum of a row of `message` that is about to be written into a mailbox: the same that SQL computes,
    /// without its way back into this program.
    /// </summary>
    public static long OfMessage(uint owner, long id, int kind, uint peer, ReadOnlySpan<byte> text, long at, long previous,
        MailboxRow before, string? sentKey)
    {
        var row = Begin(owner, id, kind, peer, text, at, previous);
        Add(row, before.LastPlace);
        Add(row, before.Milestone);
        AddLast(row, sentKey);
        return End(row);
    }

    // What a message and an item of a log begin with.
    private static XxHash3 Begin(uint owner, long number, int kind, uint peer, ReadOnlySpan<byte> text, long at, long previous)
    {
        var row = t_hash ??= new();
        Add(row, owner);
        Add(row, number);
        Add(row, kind);
        Add(row, peer);
        Add(row, raw.SQLITE_TEXT, text.Length);
        row.Append(text);
        Add(row, at);
        Add(row, previous);
        return row;
    }

    private static long Of(params ReadOnlySpan<long> numbers)
    {
        var row = t_hash ??= new();
        foreach (var number in numbers)
            Add(row, number);
        return End(row);
    }

    private static void Compute(sqlite3_context context, object data, sqlite3_value[] values)
    {
        var row = t_hash ??= new();
        var isShorter = values.Length > 0 && raw.sqlite3_value_type(values[^1]) == raw.SQLITE_NULL;
        foreach (var value in isShorter ? values.AsSpan(..^1) : values)
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

    private static void AddLast(XxHash3 row, string? text)
    {
        if (text is null)
            return;
        var bytes = Encoding.UTF8.GetBytes(text);
        Add(row, raw.SQLITE_TEXT, bytes.Length);
        row.Append(bytes);
    }

    private static long End(XxHash3 row)
    {
        var sum = (long)row.GetCurrentHashAsUInt64();
        row.Reset();
        return sum;
    }
}
