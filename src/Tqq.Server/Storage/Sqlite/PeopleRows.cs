using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Contacts;
using Tqq.Core.Profiles;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>The rows of what an account keeps of others beside its ties, and its lists of them with their nicknames.</summary>
internal static class PeopleRows
{
    // The other's row is read beside the list: where it is damaged, the rest of the line is right all the same.
    private const string Looks = $"(SELECT profile WHERE account.checksum = {RowSum.Account})";

    // What stands in asked.answer; 0 while there is none.
    private const int Accepted = 1;
    private const int Refused = 2;

    extension(ChangeWriter writer)
    {
        /// <summary>Writes whom an account has asked; the oldest give way to what is too much. Not of one that was deleted.</summary>
        public void Ask(Uin owner, Change.AskedSet asked)
        {
            writer.Run(
                "INSERT OR REPLACE INTO asked (owner, target, words, at) SELECT $1, $2, $3, $4 WHERE EXISTS (SELECT 1 FROM account WHERE uin = $1)",
                owner.Value, asked.Target.Value, asked.Words, ChangeWriter.Milliseconds(asked.At));
            writer.Run(
                "DELETE FROM asked WHERE owner = $1 AND target IN (SELECT target FROM asked WHERE owner = $1 ORDER BY at DESC, target DESC LIMIT -1 OFFSET $2)",
                owner.Value, Change.MostAsked);
        }

        /// <summary>Writes what became of a request of the account's own.</summary>
        public void Answer(Uin owner, Change.AskedAnswered answered) => writer.Run(
            """
            UPDATE asked SET answer = $3, reason = $4, answered = $5
            WHERE owner = $1 AND target = $2 AND answer <> $6 AND (answer = 0 OR $3 = $6)
            """,
            owner.Value, answered.Target.Value, answered.Answer.IsAccepted ? Accepted : Refused, answered.Answer.Reason,
            ChangeWriter.Milliseconds(answered.Answer.At), Accepted);

        /// <summary>Removes a request of the account's own.</summary>
        public void Settle(Uin owner, Change.AskedSettled settled) =>
            writer.Run("DELETE FROM asked WHERE owner = $1 AND target = $2", owner.Value, settled.Target.Value);

        /// <summary>Writes a mark; an empty one is none. Not of an account that was deleted.</summary>
        public void Mark(Uin owner, Change.PeerMarked marked)
        {
            var mark = marked.Mark;
            if (mark.IsEmpty)
                writer.Run("DELETE FROM peer_mark WHERE owner = $1 AND peer = $2", owner.Value, mark.Peer.Value);
            else
                writer.Run(
                    "INSERT OR REPLACE INTO peer_mark (owner, peer, is_blocked, is_muted, changed) SELECT $1, $2, $3, $4, $5 WHERE EXISTS (SELECT 1 FROM account WHERE uin = $1)",
                    owner.Value, mark.Peer.Value, mark.IsBlocked, mark.IsMuted, ChangeWriter.Milliseconds(marked.At));
        }
    }

    /// <summary>All marks of an account.</summary>
    public static ImmutableArray<PeerMark> Marks(SqliteConnection connection, Uin owner) => connection.Rows(
        "SELECT peer, is_blocked, is_muted FROM peer_mark WHERE owner = $1",
        row => new PeerMark(row.UinAt(0), row.GetBoolean(1), row.GetBoolean(2)), owner.Value);

    /// <summary>A part of one of an account's lists, ascending by number; who is being deleted is left out.</summary>
    public static ImmutableArray<Acquaintance> List(SqliteConnection connection, Uin owner, AcquaintanceList list, Uin after, int limit)
    {
        const string NoRequest = "'', 0, '', 0";
        const string NoAnswer = "words, 0, '', 0";
        var (other, since, request, from) = list switch
        {
            AcquaintanceList.Friends => ("other", "changed", NoRequest, "FROM contact JOIN account ON uin = other WHERE is_friend = 1"),
            AcquaintanceList.Asking => ("asker", "asked", NoAnswer, "FROM request JOIN account ON uin = asker WHERE 1"),
            AcquaintanceList.Asked =>
                ("target", "at", "words, answer, reason, answered", "FROM asked JOIN account ON uin = target WHERE 1"),
            AcquaintanceList.Blocked => ("peer", "changed", NoRequest, "FROM peer_mark JOIN account ON uin = peer WHERE is_blocked = 1"),
            _ => ("peer", "changed", NoRequest, "FROM peer_mark JOIN account ON uin = peer WHERE is_muted = 1"),
        };
        return connection.Rows(
            $"SELECT uin, {Looks}, {since}, {request} {from} AND owner = $1 AND {other} > $2 ORDER BY {other} LIMIT $3",
            row =>
            {
                var (nick, avatar, introduction) = LooksOf(row, 1);
                return new Acquaintance(
                    row.UinAt(0), nick, avatar, Time(row, 2), row.GetString(3), introduction,
                    row.GetInt32(4) is var answer and > 0 ? new(answer == Accepted, row.GetString(5), Time(row, 6)) : null);
            },
            owner.Value, after.Value, limit);
    }

    /// <summary>Accounts whose nickname begins so, in the order of their nicknames.</summary>
    public static ImmutableArray<FoundAccount> Find(SqliteConnection connection, string beginning, FoundAccount? after, int limit)
    {
        var (from, last) = (FoundAccount.Fold(beginning), after is null ? "" : FoundAccount.Fold(after.Nick));
        // One bound below: of two, SQLite begins at the lower one, and walks.
        return connection.Rows(
            $"""
            SELECT uin, {Looks} FROM account
            WHERE found_as IS NOT NULL AND found_as < $1 AND (found_as, uin) > ($2, $3) ORDER BY found_as, uin LIMIT $4
            """,
            Found, from + "\U0010FFFF", after is null || !last.StartsWith(from, StringComparison.Ordinal) ? from : last,
            after?.Uin.Value ?? 0, limit);
    }

    /// <summary>The account of a number, if that is how it may be found.</summary>
    public static FoundAccount? Find(SqliteConnection connection, Uin uin) => connection.Rows(
        $"SELECT uin, {Looks} FROM account WHERE uin = $1 AND enabled = 1 AND who_may_find <> $2",
        Found, uin.Value, (int)WhoMayFind.Nobody).FirstOrDefault();

    private static FoundAccount Found(SqliteDataReader row)
    {
        var (nick, avatar, introduction) = LooksOf(row, 1);
        return new(row.UinAt(0), nick, avatar, introduction);
    }

    private static (string Nick, int Avatar, string Introduction) LooksOf(SqliteDataReader row, int column)
    {
        if (row.IsDBNull(column))
            return ("", 0, "");
        var profile = ProfileJson.Read(row.GetString(column));
        return (profile.Nick, profile.Avatar, profile[ProfileField.PR]);
    }

    private static DateTimeOffset Time(SqliteDataReader row, int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
