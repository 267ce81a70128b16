using System.Buffers.Binary;
using System.IO.Hashing;
using Microsoft.Data.Sqlite;
using SQLitePCL;

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
    public const string Mailbox = "row_sum(mailbox.owner, last_message_id, delivered_through)";

    /// <summary>The checksum of a row of `message`.</summary>
    public const string Message = "row_sum(owner, id, kind, peer, text, at, previous)";

    private static readonly delegate_function_scalar s_function = Compute;

    [ThreadStatic]
    private static XxHash3? t_hash;

    /// <summary>Makes the function known to a connection.</summary>
    public static void Register(SqliteConnection connection)
    {
        if (raw.sqlite3_create_function(connection.Handle, "row_sum", -1, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null, s_function) != raw.SQLITE_OK)
            throw new InvalidOperationException("SQLite takes no function of ours");
    }

    private static void Compute(sqlite3_context context, object data, sqlite3_value[] values)
    {
        var hash = t_hash ??= new();
        Span<byte> head = stackalloc byte[9];
        foreach (var value in values)
        {
            // Type and value, or type and length and bytes: so no two rows read alike.
            var type = raw.sqlite3_value_type(value);
            var bytes = type is raw.SQLITE_TEXT or raw.SQLITE_BLOB ? raw.sqlite3_value_blob(value) : default;
            head[0] = (byte)type;
            BinaryPrimitives.WriteInt64LittleEndian(head[1..], type switch
            {
                raw.SQLITE_INTEGER => raw.sqlite3_value_int64(value),
                raw.SQLITE_FLOAT => BitConverter.DoubleToInt64Bits(raw.sqlite3_value_double(value)),
                _ => bytes.Length,
            });
            hash.Append(head);
            hash.Append(bytes);
        }

        var sum = (long)hash.GetCurrentHashAsUInt64();
        hash.Reset();
        raw.sqlite3_result_int64(context, sum);
    }
}
