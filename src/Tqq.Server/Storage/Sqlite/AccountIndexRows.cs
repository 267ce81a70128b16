using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Devices;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>The rows by which an administrator looks for accounts.</summary>
internal static class AccountIndexRows
{
    private const string Columns = $"""
        {AccountReader.ListingColumns},
            (SELECT group_concat(DISTINCT kind) FROM device WHERE owner = uin),
            (SELECT max(last_seen) FROM device WHERE owner = uin), (SELECT at FROM last_login WHERE owner = uin),
            (SELECT messages - delivered - coalesce((SELECT settled FROM log_account WHERE owner = uin), 0) FROM mailbox WHERE owner = uin),
            (SELECT bytes - delivered_bytes - coalesce((SELECT settled_bytes FROM log_account WHERE owner = uin), 0) FROM mailbox WHERE owner = uin),
            (SELECT reason FROM shutting WHERE owner = uin), (SELECT at FROM shutting WHERE owner = uin)
        """;

    extension(ChangeWriter writer)
    {
        /// <summary>Writes when and from where an account has logged in over HTTP QQ; not of one that was deleted meanwhile.</summary>
        public void NoteLogin(Uin owner, SessionRecord session) => writer.Run(
            "INSERT OR REPLACE INTO last_login (owner, at, address) SELECT $1, $2, $3 WHERE EXISTS (SELECT 1 FROM account WHERE uin = $1)",
            owner.Value, ChangeWriter.Milliseconds(session.Started), session.Address.ToString());

        /// <summary>Removes a session of HTTP QQ that has ended, and writes when it was used last.</summary>
        public void EndSession(Uin owner, Change.SessionEnded ended)
        {
            writer.Run("DELETE FROM session WHERE owner = $1", owner.Value);
            if (ended.Seen is { } seen)
                writer.Run("UPDATE last_login SET at = $2 WHERE owner = $1 AND at < $2", owner.Value, ChangeWriter.Milliseconds(seen));
        }

        /// <summary>Writes when a device session that ends was used last, because its row goes.</summary>
        public void NoteSeen(Uin owner, Change.DeviceClosed closed) => writer.Run(
            """
            INSERT INTO last_login (owner, at, address)
            SELECT owner, max(last_seen, coalesce($3, 0)), address FROM device WHERE owner = $1 AND id = $2
            ON CONFLICT DO UPDATE SET at = excluded.at, address = excluded.address WHERE excluded.at > at
            """,
            owner.Value, closed.Id, closed.Seen is { } seen ? ChangeWriter.Milliseconds(seen) : null);

        /// <summary>Writes why an account is shut.</summary>
        public void Note(Uin owner, Change.ShuttingNoted noted) => writer.Run(
            "INSERT OR REPLACE INTO shutting (owner, reason, at) SELECT $1, $2, $3 WHERE EXISTS (SELECT 1 FROM account WHERE uin = $1 AND enabled = 0)",
            owner.Value, noted.Reason, ChangeWriter.Milliseconds(noted.At));

        /// <summary>The account is open.</summary>
        public void Reopen(Uin owner) => writer.Run("DELETE FROM shutting WHERE owner = $1", owner.Value);
    }

    /// <summary>A page of accounts.</summary>
    public static ImmutableArray<AccountSummary> Find(SqliteConnection connection, AccountSearch search, AccountPlace? after, int limit)
    {
        var behind = after?.Uin.Value ?? 0;
        return search switch
        {
            AccountSearch.All => Rows(connection, "WHERE uin > $1 ORDER BY uin LIMIT $2", behind, limit),
            AccountSearch.Shut => Rows(connection, "WHERE enabled = 0 AND uin > $1 ORDER BY uin LIMIT $2", behind, limit),
            AccountSearch.Numbered { Uins: var uins } => Rows(
                connection, "WHERE uin IN (SELECT value FROM json_each($3)) AND uin > $1 ORDER BY uin LIMIT $2", behind, limit,
                $"[{string.Join(',', uins)}]"),
            AccountSearch.NumberBegins { Digits: var digits } => OfNumber(connection, digits, behind, limit),
            AccountSearch.NickBegins { Beginning: var beginning } => OfNick(connection, FoundAccount.Fold(beginning), after, limit),
            AccountSearch.UsedFrom { Address: var address } => Rows(
                connection, $"WHERE uin IN ({UsedFrom}) ORDER BY uin LIMIT $2", behind, limit, address.ToString()),
            _ => throw new ArgumentOutOfRangeException(nameof(search)),
        };
    }

    /// <summary>How many accounts are shut, up to a number.</summary>
    public static int CountShut(SqliteConnection connection, int most) =>
        (int)connection.Scalar("SELECT count(*) FROM (SELECT 1 FROM account WHERE enabled = 0 LIMIT $1)", most);

    /// <summary>How many accounts have a number of a range, counted so far.</summary>
    public static int CountNumbered(SqliteConnection connection, Uin first, Uin last, int most) => (int)connection.Scalar(
        "SELECT count(*) FROM (SELECT 1 FROM account WHERE uin BETWEEN $1 AND $2 LIMIT $3)", first.Value, last.Value, most);

    /// <summary>One account, and the invitation that it was made with.</summary>
    public static (AccountSummary Summary, Invitation? MadeWith)? Summarize(SqliteConnection connection, Uin uin) =>
        Rows(connection, "WHERE uin = $1 LIMIT $2", uin.Value, 1) is [var summary]
            ? (summary, InvitationRows.FindOf(connection, uin)) : null;

    // The first of the owners behind a number: each part is in the order of an index.
    private static string UsedFrom { get; } = "SELECT owner FROM (SELECT owner FROM session WHERE address = $3 AND owner > $1"
        + string.Concat(Enum.GetValues<DeviceKind>().Select(kind =>
            $" UNION SELECT owner FROM device WHERE address = $3 AND kind = {(int)kind} AND owner > $1")) + " ORDER BY owner LIMIT $2)";

    // 10 and 10x and 10xx: a range for each length that a number may have.
    private static ImmutableArray<AccountSummary> OfNumber(SqliteConnection connection, string digits, uint behind, int limit)
    {
        var found = ImmutableArray.CreateBuilder<AccountSummary>();
        if (!ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var first) || first is 0 or > uint.MaxValue
            || digits[0] == '0')
            return [];
        for (ulong width = 1; first * width <= uint.MaxValue && found.Count < limit; width *= 10)
        {
            var (lowest, highest) = (first * width, Math.Min(((first + 1) * width) - 1, uint.MaxValue));
            if (highest > behind)
                found.AddRange(Rows(connection, "WHERE uin > $1 AND uin <= $3 ORDER BY uin LIMIT $2",
                    (uint)Math.Max(behind, lowest - 1), limit - found.Count, (long)highest));
        }

        return found.DrainToImmutable();
    }

    // One bound below: of two, SQLite begins at the lower one, and walks.
    private static ImmutableArray<AccountSummary> OfNick(SqliteConnection connection, string from, AccountPlace? after, int limit)
    {
        var last = after is null ? "" : FoundAccount.Fold(after.Nick);
        var isBehind = last.StartsWith(from, StringComparison.Ordinal) && after is not null;
        return Rows(connection,
            "WHERE nick_key(profile) < $3 AND (nick_key(profile), uin) > ($4, $1) ORDER BY nick_key(profile), uin LIMIT $2",
            isBehind ? after!.Uin.Value : 0, limit, from + "\U0010FFFF", isBehind ? last : from);
    }

    private static ImmutableArray<AccountSummary> Rows(
        SqliteConnection connection, string where, uint behind, int limit, params ReadOnlySpan<object> more) => connection.Rows(
        $"SELECT {Columns} FROM account {where}", row => Read(connection, row), [(long)behind, limit, .. more]);

    private static AccountSummary Read(SqliteConnection connection, SqliteDataReader row)
    {
        const int Kinds = AccountReader.ListingCount, Used = Kinds + 1, Login = Used + 1, Waiting = Login + 1, Bytes = Waiting + 1,
            Reason = Bytes + 1, At = Reason + 1;
        DateTimeOffset? seen = row.IsDBNull(Used) ? null : Time(row.GetInt64(Used));
        DateTimeOffset? login = row.IsDBNull(Login) ? null : Time(row.GetInt64(Login));
        return new(
            AccountReader.Listing(connection, row), !row.IsDBNull(AccountReader.StatusColumn),
            row.IsDBNull(Kinds) ? [] : [.. row.GetString(Kinds).Split(',').Select(kind =>
                (DeviceKind)byte.Parse(kind, CultureInfo.InvariantCulture)).Order()],
            seen > login || login is null ? seen : login,
            row.IsDBNull(Waiting) ? 0 : row.GetInt32(Waiting), row.IsDBNull(Bytes) ? 0 : row.GetInt64(Bytes),
            row.IsDBNull(Reason) ? null : new(row.GetString(Reason), Time(row.GetInt64(At))));
    }

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
