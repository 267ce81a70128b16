using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Tqq.Core;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>Statements with parameters $1, $2 ... Those that read are prepared once for each connection of the store.</summary>
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
        /// Reads rows. What reads them is called once and steps through them itself; behind it nothing of the statement is at work.
        /// </summary>
        public T Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object> values)
        {
            var own = connection as StoreConnection;
            var command = own?.Take(sql, values) ?? connection.Command(sql, values);
            T found;
            try
            {
                using var row = command.ExecuteReader();
                found = read(row);
            }
            catch
            {
                command.Dispose();
                throw;
            }

            if (own is null)
                command.Dispose();
            else
                own.GiveBack(command);
            return found;
        }

        /// <summary>Reads all rows, each by itself.</summary>
        public ImmutableArray<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object> values)
        {
            return connection.Query(sql, All, values);

            ImmutableArray<T> All(SqliteDataReader row)
            {
                var rows = ImmutableArray.CreateBuilder<T>();
                while (row.Read())
                    rows.Add(read(row));
                return rows.DrainToImmutable();
            }
        }

        /// <summary>Reads one number.</summary>
        public long Scalar(string sql, params ReadOnlySpan<object> values) => connection.Query(sql, Number, values);

        /// <summary>Reads a number that SQLite keeps of itself.</summary>
        public long Pragma(string name) => connection.Scalar("PRAGMA " + name);

        private SqliteCommand Command(string sql, ReadOnlySpan<object> values)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            command.SetValues(values);
            return command;
        }
    }

    // What is no number, because a row is damaged, becomes none.
    private static long Number(SqliteDataReader row) => (long)(row.Read() ? row.GetValue(0) : null)!;

    extension(SqliteCommand command)
    {
        /// <summary>Gives the parameters $1, $2 ... their values, whether they had others before or not.</summary>
        public void SetValues(ReadOnlySpan<object> values)
        {
            for (var at = 0; at < values.Length; at++)
                if (at < command.Parameters.Count)
                    command.Parameters[at].Value = values[at];
                else
                    command.Parameters.AddWithValue("$" + (at + 1), values[at]);
        }
    }

    extension(SqliteDataReader row)
    {
        /// <summary>The number of an account in a column.</summary>
        public Uin UinAt(int column) => new((uint)row.GetInt64(column));
    }
}
