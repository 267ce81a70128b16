using System.Collections.Immutable;
using System.Net;
using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Access;
using Tqq.Core.Changes;
using Tqq.Core.Contacts;
using Tqq.Core.Mail;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>Reads accounts back. Each read is microseconds on a warm page, so it is done on the calling thread.</summary>
/// <param name="connection">A reader's connection.</param>
internal readonly struct AccountReader(SqliteConnection connection)
{
    private const string RecordColumns = "uin, profile, who_may_add, disclosure, refuses_strangers, enabled, created, wire_login, allowed_addresses, requires_key";

    public AccountSnapshot? Load(Uin uin)
    {
        // One transaction, so that all of it is of one moment.
        using var transaction = connection.BeginTransaction(deferred: true);
        long lastId, delivered;
        int lastAppPassword;
        string usual;
        AccountRecord record;
        using (var row = Query($"SELECT {RecordColumns}, last_message_id, delivered_through, last_app_password, usual_addresses FROM account WHERE uin = $1", uin.Value))
        {
            if (!row.Read())
                return null;
            (record, lastId, delivered, lastAppPassword, usual) = (Record(row), row.GetInt64(10), row.GetInt64(11), row.GetInt32(12), row.GetString(13));
        }

        var waiting = lastId == delivered ? 0 : Scalar("SELECT count(*) FROM message WHERE owner = $1 AND id > $2", uin.Value, delivered);
        return new(
            record,
            Rows("SELECT other, is_friend, is_watcher FROM contact WHERE owner = $1", row => new Contact(ReadUin(row, 0), row.GetBoolean(1), row.GetBoolean(2)), uin.Value),
            Rows("SELECT asker FROM request WHERE owner = $1", row => ReadUin(row, 0), uin.Value),
            Rows("SELECT address, key_hash, status, started, app_password FROM session WHERE owner = $1", Session, uin.Value).FirstOrDefault(),
            lastId,
            delivered,
            (int)waiting)
        {
            Access = new(
                lastAppPassword == 0 ? [] : Rows("SELECT id, name, hash, made, used, used_from FROM app_password WHERE owner = $1 ORDER BY id", AppPassword, uin.Value),
                lastAppPassword,
                AddressText.Addresses(usual)),
        };
    }

    public string? PasswordHash(Uin uin) =>
        Rows("SELECT password_hash FROM account WHERE uin = $1", row => row.GetString(0), uin.Value).FirstOrDefault();

    public ImmutableArray<Message> Messages(Uin owner, long after, int limit) => Rows(
        "SELECT id, kind, peer, text, at FROM message WHERE owner = $1 AND id > $2 ORDER BY id LIMIT $3",
        row => new Message(row.GetInt64(0), (MessageKind)row.GetByte(1), ReadUin(row, 2), row.GetString(3), Time(row, 4)),
        owner.Value, after, limit);

    public ImmutableArray<AccountListing> List(Uin after, int limit) => Rows(
        $"SELECT {RecordColumns}, status FROM account LEFT JOIN session ON owner = uin WHERE uin > $1 ORDER BY uin LIMIT $2",
        row => new AccountListing(Record(row), row.IsDBNull(10) ? Status.Offline : (Status)row.GetByte(10)),
        after.Value, limit);

    public long Count() => Scalar("SELECT accounts FROM census");

    public ImmutableArray<Uin> Sessions() => Rows("SELECT owner FROM session", row => ReadUin(row, 0));

    public DateTimeOffset? LastAlive() => Rows("SELECT at FROM last_alive", row => Time(row, 0)) is [var at] ? at : null;

    private static AccountRecord Record(SqliteDataReader row) => new(
        ReadUin(row, 0),
        ProfileJson.Read(row.GetString(1)),
        new((WhoMayAdd)row.GetByte(2), (Disclosure)row.GetByte(3), row.GetBoolean(4), Access(row)),
        row.GetBoolean(5),
        Time(row, 6));

    // Most accounts share the default, and so its memory.
    private static WireAccess Access(SqliteDataReader row)
    {
        var (login, addresses, requiresKey) = ((WireLogin)row.GetByte(7), row.GetString(8), row.GetBoolean(9));
        return login == WireLogin.Password && addresses.Length == 0 && !requiresKey ? WireAccess.Open : new(login, AddressText.Networks(addresses), requiresKey);
    }

    private static AppPassword AppPassword(SqliteDataReader row) => new(
        row.GetInt32(0), row.GetString(1), row.GetString(2), Time(row, 3), row.IsDBNull(4) ? null : new(Time(row, 4), IPAddress.Parse(row.GetString(5))));

    private static SessionRecord Session(SqliteDataReader row) => new(
        IPAddress.Parse(row.GetString(0)), row.IsDBNull(1) ? null : row.GetString(1), (Status)row.GetByte(2), Time(row, 3), row.IsDBNull(4) ? null : row.GetInt32(4));

    private static Uin ReadUin(SqliteDataReader row, int column) => new((uint)row.GetInt64(column));

    private static DateTimeOffset Time(SqliteDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    private ImmutableArray<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object> values)
    {
        using var row = Query(sql, values);
        var rows = ImmutableArray.CreateBuilder<T>();
        while (row.Read())
            rows.Add(read(row));
        return rows.DrainToImmutable();
    }

    private long Scalar(string sql, params ReadOnlySpan<object> values)
    {
        using var row = Query(sql, values);
        row.Read();
        return row.GetInt64(0);
    }

    private SqliteDataReader Query(string sql, params ReadOnlySpan<object> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var at = 0; at < values.Length; at++)
            command.Parameters.AddWithValue("$" + (at + 1), values[at]);
        return command.ExecuteReader();
    }
}
