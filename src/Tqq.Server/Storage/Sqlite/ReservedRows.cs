using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Tqq.Core;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>The rows of numbers that nobody who registers is given: of deleted accounts, and ranges.</summary>
internal static class ReservedRows
{
    private const string Columns = "first, last, note, made_by, made";

    extension(ChangeWriter writer)
    {
        /// <summary>Nobody who registers is given this number: its account is deleted.</summary>
        public void Reserve(Uin uin) => writer.Run("INSERT OR IGNORE INTO reserved_number VALUES ($1)", uin.Value);

        /// <summary>The number is that of an account, or anybody may have it.</summary>
        /// <returns>Whether it was that of a deleted one.</returns>
        public bool Give(Uin uin) => writer.Run("DELETE FROM reserved_number WHERE uin = $1", uin.Value) > 0;

        /// <summary>Reserves a range.</summary>
        /// <returns>Where one begins that shares a number with it; null where it is reserved now.</returns>
        public long? Reserve(ReservedRange range)
        {
            // Ranges do not overlap: the last one that begins before its end is the only one that may reach into it.
            var other = new long[2];
            if (writer.TryRead("SELECT first, last FROM reserved_range WHERE first <= $1 ORDER BY first DESC LIMIT 1", other,
                range.Last.Value) && other[1] >= range.First.Value)
                return other[0];
            writer.Run("INSERT INTO reserved_range VALUES ($1, $2, $3, $4, $5)", range.First.Value, range.Last.Value, range.Note,
                range.MadeBy, ChangeWriter.Milliseconds(range.Made));
            return null;
        }

        /// <summary>Frees a range; false where none begins there.</summary>
        public bool RemoveRange(Uin first) => writer.Run("DELETE FROM reserved_range WHERE first = $1", first.Value) > 0;
    }

    /// <summary>Whether nobody who registers is given this number.</summary>
    public static bool Contains(SqliteConnection connection, Uin uin) => connection.Scalar(
        """
        SELECT EXISTS (SELECT 1 FROM reserved_number WHERE uin = $1)
            OR coalesce((SELECT last >= $1 FROM reserved_range WHERE first <= $1 ORDER BY first DESC LIMIT 1), 0)
        """, (long)uin.Value) != 0;

    /// <summary>Numbers of deleted accounts, ascending.</summary>
    public static ImmutableArray<Uin> Deleted(SqliteConnection connection, Uin after, int limit) => connection.Rows(
        "SELECT uin FROM reserved_number WHERE uin > $1 ORDER BY uin LIMIT $2", row => row.UinAt(0), (long)after.Value, limit);

    /// <summary>Ranges, ascending.</summary>
    public static ImmutableArray<ReservedRange> Ranges(SqliteConnection connection, Uin after, int limit) => connection.Rows(
        $"SELECT {Columns} FROM reserved_range WHERE first > $1 ORDER BY first LIMIT $2", Read, (long)after.Value, limit);

    /// <summary>The range that begins with a number.</summary>
    public static ReservedRange? Range(SqliteConnection connection, Uin first) => connection.Rows(
        $"SELECT {Columns} FROM reserved_range WHERE first = $1", Read, (long)first.Value).FirstOrDefault();

    private static ReservedRange Read(SqliteDataReader row) => new(
        row.UinAt(0), row.UinAt(1), row.GetString(2), row.GetString(3), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)));
}
