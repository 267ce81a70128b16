using System.Collections.Immutable;
using System.Net;
using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Access;
using Tqq.Core.Contacts;
using Tqq.Core.Devices;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>Reads accounts back. Each read is microseconds on a warm page, so it is done on the calling thread.</summary>
/// <param name="connection">A reader's connection.</param>
internal sealed class AccountReader(SqliteConnection connection)
{
    /// <summary>What <see cref="Listing"/> reads, in front of whatever else is selected.</summary>
    public const string ListingColumns =
        $"{RecordColumns}, {IsSound}, (SELECT status FROM session WHERE owner = uin), (SELECT role FROM administrator WHERE owner = uin)";

    /// <summary>How many columns that are.</summary>
    public const int ListingCount = RoleColumn + 1;

    /// <summary>Among them the status of the session of the wire; null where there is none.</summary>
    public const int StatusColumn = 13;

    private const int RoleColumn = StatusColumn + 1;

    private const string RecordColumns =
        "uin, profile, who_may_add, who_sees, refuses_strangers, enabled, created, wire_login, allowed_addresses, requires_key, keeps_sent, who_may_find";
    private const string IsSound = $"account.checksum = {RowSum.Account}";
    private const string MailboxIsSound = $"mailbox.checksum IS {RowSum.Mailbox}"; // also where it is not there
    private const string LogIsSound = $"(log_account.owner IS NULL OR log_account.checksum = {RowSum.LogAccount})";

    /// <summary>An account's own row, and that of its mailbox.</summary>
    /// <exception cref="StoreDamagedException">The checksum of one is wrong.</exception>
    public AccountRow? Row(Uin uin) => connection.Rows(
        $"""
        SELECT {RecordColumns}, {IsSound} AND {MailboxIsSound} AND {LogIsSound}, last_message_id, delivered_through, last_place, mailbox.milestone, messages, delivered, last_key, mailbox.bytes,
            delivered_bytes, password_hash, last_app_password, usual_addresses, log_account.last, through, log_account.bytes, settled, settled_bytes, swept, oldest, gone_through, is_filled,
            EXISTS (SELECT 1 FROM peer_mark WHERE peer_mark.owner = uin),
            EXISTS (SELECT 1 FROM administrator WHERE administrator.owner = uin)
        FROM account LEFT JOIN mailbox ON mailbox.owner = uin LEFT JOIN log_account ON log_account.owner = uin WHERE uin = $1
        """,
        row =>
        {
            RefuseDamaged(connection, row, uin);
            return new AccountRow(
                Record(row),
                new(row.GetInt64(13), row.GetInt64(14), row.GetInt64(15), row.GetInt64(16), row.GetInt64(17), row.GetInt64(18),
                    row.GetInt64(19), row.GetInt64(20), row.GetInt64(21)),
                row.GetString(22), row.GetInt32(23), AddressText.Addresses(row.GetString(24)),
                row.IsDBNull(25) ? null : new(row.GetInt64(25), row.GetInt64(26), row.GetInt64(27), row.GetInt64(28), row.GetInt64(29),
                    row.GetInt64(30), row.GetInt64(31), row.GetInt64(32), row.GetBoolean(33)),
                row.GetBoolean(34), row.GetBoolean(35));
        },
        uin.Value).FirstOrDefault();

    // There may be a thousand of them, and whoever logs in waits for it: a row that is one number takes half
    // the time of one with four columns.
    public ImmutableArray<Contact> Contacts(Uin uin)
    {
        using var statement = new PreparedStatement(connection,
            "SELECT (other << 3) | (is_friend << 2) | (is_watcher << 1) | is_unconfirmed FROM contact WHERE owner = $1");
        return statement.ReadNumbers(row => new Contact(new((uint)(row >> 3)), (row & 4) != 0, (row & 2) != 0, (row & 1) != 0), uin.Value);
    }

    public ImmutableArray<AppPassword> AppPasswords(Uin uin) =>
        connection.Rows(
            "SELECT id, name, hash, made, used, used_from FROM app_password WHERE owner = $1 ORDER BY id", AppPassword, uin.Value);

    public ImmutableArray<Uin> Askers(Uin uin) =>
        connection.Rows("SELECT asker FROM request WHERE owner = $1", row => row.UinAt(0), uin.Value);

    public SessionRecord? Session(Uin uin) =>
        connection.Rows(
            "SELECT address, key_hash, status, started, app_password FROM session WHERE owner = $1", Session, uin.Value).FirstOrDefault();

    public DeviceSnapshot Devices(Uin uin) => DeviceRows.Read(connection, uin);

    public T Read<T>(Func<SqliteConnection, T> read) => read(connection);

    public (Uin Owner, int Device)? Device(string credentialHash) => DeviceRows.Find(connection, credentialHash);

    public AdministratorRow? Administrator(Uin uin) => AdministratorRows.Read(connection, uin);

    public ImmutableArray<PeerMark> Marks(Uin uin) => PeopleRows.Marks(connection, uin);

    public ImmutableArray<Acquaintance> Acquaintances(Uin uin, AcquaintanceList list, Uin after, int limit) =>
        PeopleRows.List(connection, uin, list, after, limit);

    public ImmutableArray<FoundAccount> Find(string beginning, FoundAccount? after, int limit) =>
        PeopleRows.Find(connection, beginning, after, limit);

    public FoundAccount? Find(Uin uin) => PeopleRows.Find(connection, uin);

    public ImmutableArray<Uin> Deletions() => connection.Rows("SELECT uin FROM deletion", row => row.UinAt(0));

    public ImmutableArray<Uin> Tied(Uin uin) =>
        connection.Rows("""
            SELECT owner FROM contact WHERE other = $1 UNION SELECT owner FROM request WHERE asker = $1
            UNION SELECT owner FROM asked WHERE target = $1 UNION SELECT owner FROM peer_mark WHERE peer = $1
            """, row => row.UinAt(0), uin.Value);

    public ImmutableArray<(Uin Owner, Uin Other)> Unconfirmed() =>
        connection.Rows("SELECT owner, other FROM contact WHERE is_unconfirmed = 1", row => (row.UinAt(0), row.UinAt(1)));

    /// <summary>Whether all messages of an account are gone whose deletion is not finished; null where that has no such mark.</summary>
    public bool? IsClear(Uin uin) =>
        connection.Rows("SELECT is_clear FROM deletion WHERE uin = $1", row => row.GetBoolean(0), uin.Value) is [var isClear]
            ? isClear : null;

    public long Count() => connection.Scalar("SELECT accounts FROM census");

    public ImmutableArray<(Uin Owner, SessionRecord Session)> Sessions() =>
        connection.Rows("SELECT address, key_hash, status, started, app_password, owner FROM session", row => (row.UinAt(5), Session(row)));

    /// <summary>Where all messages of one number stand; reads all that there are.</summary>
    public ImmutableArray<long> Places(Uin owner) =>
        connection.Rows("SELECT place FROM message WHERE owner = $1", row => row.GetInt64(0), owner.Value);

    /// <summary>Whether an account keeps a log.</summary>
    public bool KeepsLog(Uin owner) => connection.Scalar("SELECT EXISTS (SELECT 1 FROM log_account WHERE owner = $1)", owner.Value) != 0;

    public long Epoch() => connection.Scalar("SELECT number FROM epoch");

    /// <summary>Accounts that keep a log, ascending, each with whether a sweep would find something there.</summary>
    public ImmutableArray<(Uin Owner, bool IsDue)> Logs(Uin after, long before, long quota, bool anew, int limit) => connection.Rows(
        "SELECT owner, bytes > $2 OR oldest < $3 OR ($4 AND swept > 0) FROM log_account WHERE owner > $1 ORDER BY owner LIMIT $5",
        row => (row.UinAt(0), row.GetBoolean(1)), after.Value, quota, before, anew, limit);

    /// <summary>Accounts whose mailboxes have not come into their logs altogether.</summary>
    public ImmutableArray<Uin> UnfilledLogs() =>
        connection.Rows("SELECT owner FROM log_account WHERE is_filled = 0", row => row.UinAt(0));

    public DateTimeOffset? LastAlive() => connection.Rows("SELECT at FROM last_alive", row => Time(row, 0)) is [var at] ? at : null;

    /// <summary>A line of a list of accounts.</summary>
    /// <exception cref="StoreDamagedException">The checksum of the row is wrong.</exception>
    public static AccountListing Listing(SqliteConnection connection, SqliteDataReader row)
    {
        RefuseDamaged(connection, row, row.UinAt(0));
        var role = row.IsDBNull(RoleColumn) ? AdminRole.None : (AdminRole)row.GetByte(RoleColumn);
        return new(Record(row) with { Role = role }, row.IsDBNull(StatusColumn) ? Status.Offline : (Status)row.GetByte(StatusColumn));
    }

    private static void RefuseDamaged(SqliteConnection connection, SqliteDataReader row, Uin uin)
    {
        if (!row.GetBoolean(12))
            throw new StoreDamagedException($"{connection.DataSource}: the row of account {uin} is damaged");
    }

    private static AccountRecord Record(SqliteDataReader row) => new(
        row.UinAt(0),
        ProfileJson.Read(row.GetString(1)),
        Settings(row),
        row.GetBoolean(5),
        Time(row, 6));

    // Most accounts share the default, and so its memory.
    // Nearly all accounts have the settings of a new one: these share them in memory.
    private static AccountSettings Settings(SqliteDataReader row)
    {
        var settings = new AccountSettings(
            (WhoMayAdd)row.GetByte(2), row.GetBoolean(4), Access(row), (KeepsSent)row.GetByte(10), (WhoMayFind)row.GetByte(11),
            WhoSeesText.Read(row.GetString(3)));
        return settings == AccountSettings.Default ? AccountSettings.Default : settings;
    }

    private static WireAccess Access(SqliteDataReader row)
    {
        var (login, addresses, requiresKey) = ((WireLogin)row.GetByte(7), row.GetString(8), row.GetBoolean(9));
        return login == WireLogin.Password && addresses.Length == 0 && !requiresKey ? WireAccess.Open
            : new(login, AddressText.Networks(addresses), requiresKey);
    }

    private static AppPassword AppPassword(SqliteDataReader row) => new(
        row.GetInt32(0), row.GetString(1), row.GetString(2), Time(row, 3), row.IsDBNull(4) ? null
            : new(Time(row, 4), IPAddress.Parse(row.GetString(5))));

    private static SessionRecord Session(SqliteDataReader row) => new(
        IPAddress.Parse(row.GetString(0)), row.IsDBNull(1) ? null : row.GetString(1), (Status)row.GetByte(2), Time(row, 3), row.IsDBNull(4)
            ? null : row.GetInt32(4));

    private static DateTimeOffset Time(SqliteDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}

/// <summary>An account's own row, and that of its mailbox.</summary>
/// <param name="Account">The record.</param>
/// <param name="Mailbox">The mailbox.</param>
/// <param name="PasswordHash">The hash of its password.</param>
/// <param name="LastAppPassword">The highest number of an app password ever used.</param>
/// <param name="UsualAddresses">From where it last logged in.</param>
/// <param name="Log">How its log stands; null where it keeps none.</param>
/// <param name="HasMarks">Whether it has noted something of others.</param>
/// <param name="HasRole">Whether it is an administrator's.</param>
internal sealed record AccountRow(
    AccountRecord Account, MailboxRow Mailbox, string PasswordHash, int LastAppPassword, ImmutableArray<IPAddress> UsualAddresses,
        LogRow? Log, bool HasMarks, bool HasRole)
{
    /// <summary>How many messages wait.</summary>
    public int Waiting => Mailbox.Waiting(Log).Messages;

    /// <summary>How many bytes of UTF-8 their texts have.</summary>
    public long WaitingBytes => Mailbox.Waiting(Log).Bytes;

    /// <summary>Without the hash.</summary>
    public override string ToString() => $"AccountRow {{ {Account.Uin} }}";
}
