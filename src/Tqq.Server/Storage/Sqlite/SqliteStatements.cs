using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Tqq.Core;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>Statements that are run once, with parameters $1, $2 ...</summary>
internal static class SqliteStatements
{
    extension(SqliteConnection connection)
    {
        /// <summary>Runs a statement, or several.</summary>
        public void Run(string sql, params ReadOnlySpan<object> values)
        {
            using var command = connection.Command(sql, values);
            command.ExecuteNonQuery();
        }

        /// <summary>
        /// Reads rows. What reads them is called once and steps through them itself; behind it nothing of the statement is left.
        /// </summary>
        public T Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object> values)
        {
            using var command = connection.Command(sql, values);
            using var row = command.ExecuteReader();
            return read(row);
        }

        /// <summary>Reads all rows, each by itself.</summary>
        public ImmutableArray<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object> values)
        {
            using var command = connection.Command(sql, values);
            using var row = command.ExecuteReader();
            var rows = ImmutableArray.CreateBuilder<T>();
            while (row.Read())
                rows.Add(read(row));
            return rows.DrainToImmutable();
        }

        /// <summary>Reads one number.</summary>
        public long Scalar(string sql, params ReadOnlySpan<object> values)
        {
            using var command = connection.Command(sql, values);
            return (long)command.ExecuteScalar()!;
        }

        /// <summary>Reads a number that SQLite keeps of itself.</summary>
        public long Pragma(string name) => connection.Scalar("PRAGMA " + name);

        private SqliteCommand Command(string sql, ReadOnlySpan<object> values)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            for (var at = 0; at < values.Length; at++)
                command.Parameters.AddWithValue("$" + (at + 1), values[at]);
            return command;
        }
    }

    extension(SqliteDataReader row)
    {
        /// <summary>The number of an account in a column.</summary>
        public Uin UinAt(int column) => new((uint)row.GetInt64(column));
    }
}
