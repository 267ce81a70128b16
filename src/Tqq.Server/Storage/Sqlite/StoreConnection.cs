using Microsoft.Data.Sqlite;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// A connection that keeps the commands it has run, each with its statement prepared: to prepare one takes SQLite several times as long as
/// to find a few rows with it. Not for several threads at once.
/// </summary>
/// <param name="connectionString">The file, and how it is opened.</param>
internal sealed class StoreConnection(string connectionString) : SqliteConnection(connectionString)
{
    // More statements than a reader has.
    private const int Most = 100;

    private readonly Dictionary<string, SqliteCommand> _idle = [];

    /// <summary>A command with these parameters $1, $2 ..., for whoever gives it back, or disposes of it where it has failed.</summary>
    public SqliteCommand Take(string sql, ReadOnlySpan<object> values)
    {
        // One that is at work is not there: whoever runs the same statement within it has another one.
        if (!_idle.Remove(sql, out var command))
        {
            command = CreateCommand();
            command.CommandText = sql;
        }

        command.Transaction = Transaction;
        command.SetValues(values);
        return command;
    }

    /// <summary>Its rows have been read.</summary>
    public void GiveBack(SqliteCommand command)
    {
        if (_idle.Count >= Most || !_idle.TryAdd(command.CommandText, command))
            command.Dispose();
    }
}
