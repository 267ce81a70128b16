using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// A statement that is prepared once and run for each message. A command of `Microsoft.Data.Sqlite` looks for its parameters by name, and
/// makes a reader, each time: that takes longer than SQLite takes for most of these statements.
/// </summary>
internal sealed class PreparedStatement : IDisposable
{
    private const int BytesOnStack = 1024;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    // SQLite numbers them as they appear.
    private readonly int[] _places;

    /// <summary>Prepares a statement with parameters $1, $2 ...</summary>
    public PreparedStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(sqlite3_prepare_v2(_database, sql, out _statement));
        _places = [.. Enumerable.Range(1, sqlite3_bind_parameter_count(_statement)).Select(number =>
            sqlite3_bind_parameter_index(_statement, "$" + number))];
    }

    /// <summary>Runs it to its end. Bytes are text, in UTF-8: nothing else is stored.</summary>
    /// <returns>How many rows were changed, where it changes any.</returns>
    public int Run(params ReadOnlySpan<object?> values)
    {
        try
        {
            Bind(values);
            Step();
            return sqlite3_changes(_database);
        }
        finally
        {
            _ = sqlite3_reset(_statement);
        }
    }

    /// <summary>Reads the numbers of its first row.</summary>
    /// <returns>Whether there is one.</returns>
    public bool TryRead(Span<long> row, params ReadOnlySpan<object?> values)
    {
        try
        {
            Bind(values);
            if (!Step())
                return false;
            for (var column = 0; column < row.Length; column++)
                row[column] = sqlite3_column_int64(_statement, column);
            return true;
        }
        finally
        {
            _ = sqlite3_reset(_statement);
        }
    }

    /// <summary>Reads all its rows, each of them one number.</summary>
    /// <exception cref="InvalidCastException">A row is no number.</exception>
    public ImmutableArray<T> ReadNumbers<T>(Func<long, T> read, params ReadOnlySpan<object?> values)
    {
        var all = ImmutableArray.CreateBuilder<T>();
        try
        {
            Bind(values);
            while (Step())
                all.Add(sqlite3_column_type(_statement, 0) == SQLITE_INTEGER
                    ? read(sqlite3_column_int64(_statement, 0))
                    : throw new InvalidCastException("a value that has to be a number is none"));
            return all.DrainToImmutable();
        }
        finally
        {
            _ = sqlite3_reset(_statement);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var at = 0; at < values.Length; at++)
            Check(values[at] switch
            {
                null => sqlite3_bind_null(_statement, _places[at]),
                string text => BindText(_places[at], text),
                byte[] utf8 => sqlite3_bind_text(_statement, _places[at], utf8),
                bool flag => sqlite3_bind_int64(_statement, _places[at], flag ? 1 : 0),
                long number => sqlite3_bind_int64(_statement, _places[at], number),
                int number => sqlite3_bind_int64(_statement, _places[at], number),
                uint number => sqlite3_bind_int64(_statement, _places[at], number),
                var other => throw new ArgumentException($"a {other.GetType().Name} is nothing that is stored", nameof(values)),
            });
    }

    private int BindText(int index, string text)
    {
        var longest = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = longest > BytesOnStack ? ArrayPool<byte>.Shared.Rent(longest) : null;
        var bytes = rented ?? stackalloc byte[BytesOnStack];
        var result = sqlite3_bind_text(_statement, index, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return result;
    }

    // Whether there is a row.
    private bool Step()
    {
        var result = sqlite3_step(_statement);
        if (result is not (SQLITE_ROW or SQLITE_DONE))
            Check(result);
        return result == SQLITE_ROW;
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
