using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>The statements of one connection, each prepared when it is first run. All writers of the journal share them.</summary>
/// <param name="connection">The journal's connection.</param>
internal sealed class PreparedStatements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, PreparedStatement> _prepared = [];

    /// <summary>The connection, for what is run once.</summary>
    public SqliteConnection Connection => connection;

    /// <summary>The place at which the last row was inserted.</summary>
    public long LastPlace => sqlite3_last_insert_rowid(Handle);

    private sqlite3 Handle => connection.Handle!;

    /// <summary>Runs a statement, prepared once, with parameters $1, $2 ...</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run(string sql, params ReadOnlySpan<object?> values) => Prepared(sql).Run(values);

    /// <summary>Reads the numbers of the first row that a statement finds.</summary>
    /// <returns>Whether it finds one.</returns>
    public bool TryRead(string sql, Span<long> row, params ReadOnlySpan<object?> values) => Prepared(sql).TryRead(row, values);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in _prepared.Values)
            statement.Dispose();
    }

    private PreparedStatement Prepared(string sql)
    {
        if (!_prepared.TryGetValue(sql, out var statement))
            _prepared[sql] = statement = new(connection, sql);
        return statement;
    }
}
