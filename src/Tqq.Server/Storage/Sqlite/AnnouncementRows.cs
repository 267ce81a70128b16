using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Mail;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>The rows of announcements.</summary>
internal static class AnnouncementRows
{
    private const string Columns = "id, text, to_all, made_by, made, total, state, through, reached, refused, ended";

    extension(ChangeWriter writer)
    {
        /// <summary>Writes an announcement, unless it was written with this key before.</summary>
        public AnnouncementAdded Add(Announcement announcement, string? key)
        {
            var known = new long[2];
            if (key is not null && writer.TryRead(
                """
                SELECT id, text = $3 AND to_all = $4 FROM announcement
                WHERE made_by = $1 AND key = $2 AND made > $5 ORDER BY id DESC LIMIT 1
                """,
                known, announcement.MadeBy, key, announcement.Text, announcement.ToAll,
                ChangeWriter.Milliseconds(announcement.Made - TextKey.Life)))
                return new(known[0], known[1] == 1 ? AnnouncementKey.Repeated : AnnouncementKey.OfAnother);
            writer.Run(
                "INSERT INTO announcement (text, to_all, made_by, made, total, key) VALUES ($1, $2, $3, $4, $5, $6)",
                announcement.Text, announcement.ToAll, announcement.MadeBy, ChangeWriter.Milliseconds(announcement.Made),
                announcement.Total, key);
            writer.TryRead("SELECT last_insert_rowid(), 0", known);
            return new(known[0], AnnouncementKey.New);
        }

        /// <summary>Writes how far one is, unless it was cancelled.</summary>
        public void Advance(long id, AnnouncementProgress progress)
        {
            writer.Run(
                """
                UPDATE announcement SET through = $2, reached = $3, refused = $4, state = iif(state = 0, $5, state),
                    ended = iif(state = 0, $6, ended)
                WHERE id = $1
                """,
                id, progress.Through.Value, progress.Reached, progress.Refused, (int)progress.State,
                progress.Ended is { } ended ? ChangeWriter.Milliseconds(ended) : null);
            writer.Run("DELETE FROM announcement_taken WHERE announcement = $1 AND uin <= $2", id, progress.Through.Value);
        }

        /// <summary>Cancels one that is being sent; false where it is not.</summary>
        public bool Cancel(long id, DateTimeOffset at) => writer.Run(
            "UPDATE announcement SET state = $2, ended = $3 WHERE id = $1 AND state = 0",
            id, (int)AnnouncementState.Cancelled, ChangeWriter.Milliseconds(at)) > 0;

        /// <summary>An account has one.</summary>
        public void Take(Uin owner, Change.AnnouncementTaken taken) => writer.Run(
            "INSERT OR IGNORE INTO announcement_taken SELECT id, $2 FROM announcement WHERE id = $1 AND through < $2",
            taken.Announcement, owner.Value);
    }

    /// <summary>The announcement of a number.</summary>
    public static Announcement? Find(SqliteConnection connection, long id) =>
        connection.Rows($"SELECT {Columns} FROM announcement WHERE id = $1", Read, id).FirstOrDefault();

    /// <summary>Announcements before a number, the newest first.</summary>
    public static ImmutableArray<Announcement> List(SqliteConnection connection, long before, int limit) =>
        connection.Rows($"SELECT {Columns} FROM announcement WHERE id < $1 ORDER BY id DESC LIMIT $2", Read, before, limit);

    /// <summary>The oldest that is being sent.</summary>
    public static Announcement? FindUnsent(SqliteConnection connection) =>
        connection.Rows($"SELECT {Columns} FROM announcement WHERE state = 0 ORDER BY id LIMIT 1", Read).FirstOrDefault();

    /// <summary>Whose turn is next.</summary>
    public static ImmutableArray<Uin> Numbers(SqliteConnection connection, Uin after, int limit) => connection.Rows(
        "SELECT uin FROM account WHERE uin > $1 ORDER BY uin LIMIT $2", row => row.UinAt(0), (long)after.Value, limit);

    /// <summary>Who has one, ascending.</summary>
    public static ImmutableArray<Uin> Taken(SqliteConnection connection, long id) =>
        connection.Rows("SELECT uin FROM announcement_taken WHERE announcement = $1 ORDER BY uin", row => row.UinAt(0), id);

    private static Announcement Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetBoolean(2), row.GetString(3), Time(row.GetInt64(4)), row.GetInt64(5),
        new((AnnouncementState)row.GetByte(6), row.UinAt(7), row.GetInt64(8), row.GetInt64(9),
            row.IsDBNull(10) ? null : Time(row.GetInt64(10))));

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
