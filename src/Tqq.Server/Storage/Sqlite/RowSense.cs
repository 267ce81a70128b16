using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Tqq.Core.Devices;
using Tqq.Core.Log;
using Tqq.Core.Mail;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Server.Passwords;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Rows that are as they were written and make no sense all the same: a checksum is no proof of who has written it. Each is named. Only
/// what no version of this program has ever written is taken for nonsense.
/// </summary>
internal static class RowSense
{
    /// <summary>
    /// The highest number of a store. It goes into JSON, where numbers are exact up to twice as much; those above it stand for the same
    /// store while a log of it is being filled.
    /// </summary>
    public const long MostEpoch = 1L << 52;

    private const string Uins = "BETWEEN 10000 AND 4294967295";
    private const string Times = "BETWEEN -62135596800000 AND 253402300799999"; // what a DateTimeOffset can be
    private const long HighestId = long.MaxValue / 2; // no mailbox is ever sent so many messages, and beyond them the numbers would run out
    private const string Accounts = "(SELECT uin FROM account)";
    // who is being deleted is forgotten by the others last
    private const string Named = "(SELECT uin FROM account UNION ALL SELECT uin FROM deletion)";
    private const string NoHash = "GLOB '*[^0-9A-F]*'"; // of SHA-256, which is upper-case hex
    private const int LongestText = 65_536; // more than a request can bring
    private const string NoSentKey = "length(sent_key) > 64 OR (sent_key IS NOT NULL AND kind NOT IN (20, 21))";

    private static readonly (string Table, string Name, string Nonsense)[] s_rules =
    [
        ("account", "'the row of account ' || uin",
            $"uin NOT {Uins} OR created NOT {Times} OR last_app_password < 0 OR {NotOneOf<WhoMayAdd>("who_may_add")} OR {NotOneOf<WireLogin>("wire_login")}"
            + " OR refuses_strangers NOT IN (0, 1) OR enabled NOT IN (0, 1) OR requires_key NOT IN (0, 1)"
                + $" OR {NotOneOf<KeepsSent>("keeps_sent")} OR {NotOneOf<WhoMayFind>("who_may_find")}"
                + $" OR (found_as IS NULL) <> (enabled = 0 OR who_may_find <> {(int)WhoMayFind.Everyone})"),
        ("mailbox", "'the mailbox of account ' || owner",
            $"delivered_through NOT BETWEEN 0 AND last_message_id OR last_message_id > {HighestId} OR last_place < 0 OR milestone < 0 OR last_key < 0 OR messages < 0 OR delivered < 0 OR bytes < 0 OR owner NOT IN {Accounts}"
            + " OR delivered + coalesce((SELECT settled FROM log_account WHERE log_account.owner = mailbox.owner), 0) > messages"
            + " OR delivered_bytes + coalesce((SELECT settled_bytes FROM log_account WHERE log_account.owner = mailbox.owner), 0) > bytes"),
        ("message", "'message ' || id || ' of account ' || owner",
            $"owner NOT {Uins} OR peer NOT {Uins} OR id < 1 OR previous NOT BETWEEN 0 AND id - 1 OR at NOT {Times} OR length(CAST(text AS BLOB)) > {LongestText} OR ({NotOneOf<MessageKind>("kind")} AND kind NOT IN ({(int)LogKind.Sent}, {(int)LogKind.Friend}))"
            + $" OR id > (SELECT last_message_id FROM mailbox WHERE mailbox.owner = message.owner) OR {NoSentKey}"),
        ("log", "'item ' || number || ' of the log of account ' || owner",
            $"owner NOT {Uins} OR peer NOT {Uins} OR number < 1 OR previous NOT BETWEEN 0 AND number - 1 OR at NOT {Times} OR length(CAST(text AS BLOB)) > {LongestText} OR {NotOneOf<LogKind>("kind")}"
            + $" OR kind = {(int)LogKind.Read} OR number > (SELECT last_message_id FROM mailbox WHERE mailbox.owner = log.owner) OR {NoSentKey}"),
        ("conversation", "'the conversation of account ' || owner || ' with ' || peer",
            $"peer NOT {Uins} OR last < 0 OR unread < 0 OR read_through < 0 OR read_number < 0 OR settled_through NOT BETWEEN 0 AND read_through OR owner NOT IN (SELECT owner FROM log_account)"),
        ("log_account", "'the row of the log of account ' || owner",
            $"last NOT BETWEEN 0 AND through OR bytes < 0 OR settled < 0 OR settled_bytes < 0 OR swept < 0 OR gone_through < 0 OR is_filled NOT IN (0, 1) OR owner NOT IN {Accounts}"),
        ("epoch", "'the number of the store'", $"number NOT BETWEEN 1 AND {MostEpoch}"),
        ("text_key", "'the text key at ' || place || ', of account ' || owner || ','",
            $"owner NOT {Uins} OR sender NOT {Uins} OR at NOT {Times} OR previous_place < 0"),
        ("contact", "'the tie of account ' || owner || ' to ' || other",
            $"other NOT {Uins} OR other = owner OR other NOT IN {Named} OR is_friend NOT IN (0, 1) OR is_watcher NOT IN (0, 1) OR changed NOT {Times} OR owner NOT IN {Accounts}"),
        ("request", "'the request of ' || asker || ' to account ' || owner",
            $"asker NOT {Uins} OR asker = owner OR asker NOT IN {Named} OR asked NOT {Times} OR length(CAST(words AS BLOB)) > {LongestText} OR owner NOT IN {Accounts}"),
        ("asked", "'the request of account ' || owner || ' to ' || target",
            $"target NOT {Uins} OR target = owner OR at NOT {Times} OR length(CAST(words AS BLOB)) > {LongestText}"
            + $" OR answer NOT IN (0, 1, 2) OR answered NOT {Times}"
            + $" OR length(CAST(reason AS BLOB)) > {LongestText} OR owner NOT IN {Accounts}"),
        ("peer_mark", "'what account ' || owner || ' notes of ' || peer",
            $"peer NOT {Uins} OR peer = owner OR is_blocked NOT IN (0, 1) OR is_muted NOT IN (0, 1) OR is_blocked + is_muted = 0 OR changed NOT {Times} OR owner NOT IN {Accounts}"),
        ("app_password", "'app password ' || id || ' of account ' || owner",
            $"id < 1 OR length(hash) <> 64 OR hash {NoHash} OR made NOT {Times} OR used NOT {Times} OR (used IS NULL) <> (used_from IS NULL) OR owner NOT IN {Accounts}"),
        ("administrator", "'what account ' || owner || ' may do with the server'",
            $"{NotOneOf<AdminRole>("role")} OR role = 0 OR since NOT {Times} OR factor_is_on NOT IN (0, 1) OR factor_step < 0"
            + $" OR (factor_secret IS NULL AND (factor_is_on = 1 OR recovery <> '')) OR factor_secret GLOB '*[^2-7A-Z]*'"
            + $" OR recovery GLOB '*[^0-9A-F ]*' OR owner NOT IN {Accounts}"),
        ("audit", "'line ' || number || ' of the audit log'",
            $"number < 1 OR at NOT {Times} OR act_of NOT BETWEEN 1 AND number - 1 OR length(hash) <> 64 OR hash {NoHash}"),
        ("audit_chain", "'where the audit log begins and ends'", "swept NOT BETWEEN 0 AND last"),
        ("session", "'the session of account ' || owner",
            $"started NOT {Times} OR {NotOneOf<Status>("status")} OR length(key_hash) <> 64 OR key_hash {NoHash} OR owner NOT IN {Accounts}"),
        ("device", "'device session ' || id || ' of account ' || owner",
            $"id < 1 OR {NotOneOf<DeviceKind>("kind")} OR length(name) > {DeviceSession.LongestName} OR begun NOT {Times} OR last_seen NOT {Times}"
            + $" OR length(credential_hash) <> 64 OR credential_hash {NoHash} OR id > (SELECT last_device FROM device_owner WHERE device_owner.owner = device.owner)"
            + $" OR {NotOneOf<TokenRights>("rights")} OR expires NOT {Times} OR peers GLOB '*[^0-9 ]*'"
            + $" OR length(push_endpoint) > {PushTarget.LongestEndpoint} OR length(push_key) <> 87 OR length(push_secret) <> 22"
            + $" OR {NotOneOf<PushWords>("push_says")} OR push_made NOT {Times}"
            + " OR (push_endpoint IS NULL) + (push_key IS NULL) + (push_secret IS NULL)"
            + " + (push_says IS NULL) + (push_made IS NULL) NOT IN (0, 5)"
            + " OR owner NOT IN (SELECT owner FROM device_owner)"),
        ("device_owner", "'what is known of the devices of account ' || owner",
            $"last_device < 1 OR {NotOneOf<Status>("status")} OR owner NOT IN {Accounts}"),
        ("invitation", "'invitation ' || id",
            $"length(code_hash) <> 64 OR code_hash {NoHash} OR length(name) > {Invitation.LongestName} OR length(made_by) > {Invitation.LongestName}"
            + $" OR made NOT {Times} OR expires NOT {Times} OR uses NOT BETWEEN 1 AND {Invitation.MostUses}"),
        ("invitation_use", "'the use of invitation ' || invitation || ' by account ' || uin",
            $"uin NOT {Uins} OR invitation NOT IN (SELECT id FROM invitation)"),
        ("reserved_range", "'the reserved numbers from ' || first",
            $"first NOT {Uins} OR last NOT {Uins} OR last < first OR length(note) > {Invitation.LongestName} OR made NOT {Times}"
            + " OR EXISTS (SELECT 1 FROM reserved_range AS next WHERE next.first > reserved_range.first AND next.first <= reserved_range.last)"),
        ("shutting", "'why account ' || owner || ' is shut'",
            $"at NOT {Times} OR length(reason) > {Shutting.LongestReason} OR owner NOT IN (SELECT uin FROM account WHERE enabled = 0)"),
        ("last_login", "'the last login of account ' || owner", $"at NOT {Times} OR owner NOT IN {Accounts}"),
        ("announcement", "'announcement ' || id",
            $"length(CAST(text AS BLOB)) > {LongestText} OR to_all NOT IN (0, 1) OR made NOT {Times} OR total < 0 OR {NotOneOf<AnnouncementState>("state")}"
            + $" OR through NOT BETWEEN 0 AND {uint.MaxValue} OR reached < 0 OR refused < 0 OR ended NOT {Times} OR (ended IS NULL) <> (state = 0)"
            + " OR length(key) > 64"),
        ("announcement_taken", "'that account ' || uin || ' has announcement ' || announcement",
            $"uin NOT {Uins} OR announcement NOT IN (SELECT id FROM announcement)"),
        ("reserved_number", "'the reserved number ' || uin", $"uin NOT {Uins} OR uin IN {Accounts}"),
        ("deletion", "'the deletion of account ' || uin", $"uin NOT {Uins} OR is_clear NOT IN (0, 1) OR uin IN {Accounts}"),
        ("push_key", "'the key for push services'", "length(private_key) <> 43 OR private_key GLOB '*[^0-9A-Za-z_-]*'"),
        ("registration", "'who may make an account'",
            $"{NotOneOf<RegistrationMode>("mode")} OR length(chosen_by) > {Invitation.LongestName} OR chosen NOT {Times}"),
        ("census", "'the number of accounts'", "accounts <> (SELECT count(*) FROM account)"),
        ("last_alive", "'the time of the last server'", $"at NOT {Times}"),
    ];

    private static readonly (string Select, Func<string, object> Read)[] s_texts =
    [
        ("SELECT 'the row of account ' || uin, password_hash FROM account", PhcString.Parse),
        ("SELECT 'the row of account ' || uin, profile FROM account", LegalProfile),
        ("SELECT 'the row of account ' || uin, who_sees FROM account WHERE who_sees <> ''", text => WhoSeesText.Read(text)),
        ("SELECT 'the row of account ' || uin, allowed_addresses FROM account WHERE allowed_addresses <> ''", text =>
            AddressText.Networks(text)),
        ("SELECT 'the row of account ' || uin, usual_addresses FROM account WHERE usual_addresses <> ''", text =>
            AddressText.Addresses(text)),
        ("SELECT 'app password ' || id || ' of account ' || owner, used_from FROM app_password WHERE used_from IS NOT NULL",
            IPAddress.Parse),
        ("SELECT 'the session of account ' || owner, address FROM session", IPAddress.Parse),
        ("SELECT 'the last login of account ' || owner, address FROM last_login", IPAddress.Parse),
        ("SELECT 'device session ' || id || ' of account ' || owner, address FROM device", IPAddress.Parse),
    ];

    /// <summary>Whether an exception of whoever reads a row means that the row makes no sense.</summary>
    public static bool IsMissedBy(Exception exception) =>
        exception is FormatException or JsonException or ArgumentException or OverflowException or InvalidCastException;

    /// <summary>The questions to ask of a store, each with what names a row of the answer that makes no sense.</summary>
    /// <param name="connection">The store.</param>
    /// <param name="most">How many rows one question may name.</param>
    public static IEnumerable<(string Select, Func<SqliteDataReader, string?> Name)> Questions(SqliteConnection connection, int most)
    {
        foreach (var (table, name, nonsense) in s_rules)
            yield return ($"SELECT {name} FROM {table} WHERE {WrongTypes(connection, table)} OR {nonsense} LIMIT {most}", row =>
                NameOf(row));
        foreach (var (select, read) in s_texts)
            yield return (select, row => IsReadable(row, read) ? null : NameOf(row));
    }

    // Each value as it may be set or might once, and a nickname: no account is made without one.
    private static Profile LegalProfile(string json)
    {
        var profile = ProfileJson.Read(json);
        foreach (var (field, value) in profile.Fields)
            if (value is null || FieldRules.Of(field).WasLegal is not { } wasLegal || !wasLegal(value))
                throw new FormatException($"{field} may not be so");
        return profile.Fields.Any(pair => pair.Key == ProfileField.NK) ? profile : throw new FormatException("there is no nickname");
    }

    private static string NameOf(SqliteDataReader row) => $"{(row.IsDBNull(0) ? "a row" : row.GetString(0))} makes no sense";

    private static bool IsReadable(SqliteDataReader row, Func<string, object> read)
    {
        try
        {
            read(row.GetString(1));
            return true;
        }
        catch (Exception e) when (IsMissedBy(e))
        {
            return false;
        }
    }

    // SQLite stores any value in any column; what ours are declared as is what is in them.
    private static string WrongTypes(SqliteConnection connection, string table) => connection.Query(
        "SELECT group_concat(format('typeof(\"%w\") NOT IN (%Q%s)', name, lower(type), iif(\"notnull\" OR pk, '', ', ''null''')), ' OR ') FROM pragma_table_info($1)",
        row => row.Read() && !row.IsDBNull(0) ? row.GetString(0) : "0",
        table);

    private static string NotOneOf<T>(string column)
        where T : struct, Enum =>
            $"{column} NOT IN ({string.Join(", ", Enum.GetValues<T>().Select(value => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)))})";
}
