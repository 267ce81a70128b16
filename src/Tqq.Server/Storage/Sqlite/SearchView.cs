using Microsoft.Data.Sqlite;
using Tqq.Core.Search;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>What the index has of one account, at one moment.</summary>
internal sealed class SearchView
{
    private readonly SqliteConnection _connection;
    private readonly uint _owner;

    private SearchView(SqliteConnection connection, uint owner, long through, long begins) =>
        (_connection, _owner, Through, Begins) = (connection, owner, through, begins);

    /// <summary>What has a higher number is not in it.</summary>
    public long Through { get; }

    /// <summary>What has a lower number is not in it.</summary>
    public long Begins { get; }

    /// <summary>Looks at an account; null where nothing of it is indexed.</summary>
    public static SearchView? TryOpen(SqliteConnection connection, uint owner) => Guarded(() => connection.Query(
        "SELECT through, begins FROM indexed WHERE owner = $1",
        row => row.Read() ? new SearchView(connection, owner, row.GetInt64(0), row.GetInt64(1)) : null, owner));

    /// <summary>The numbers of items that may be found by a query, descending, as far as somebody asks for them.</summary>
    /// <param name="query">The query.</param>
    /// <param name="peer">Of whom; null for all.</param>
    /// <param name="before">The number before which to begin.</param>
    public IEnumerable<long> Candidates(SearchQuery query, uint? peer, long before)
    {
        var last = Math.Min(before - 1, Through);
        if (last < Begins)
            yield break;
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT rowid FROM words WHERE words MATCH $1 AND rowid BETWEEN $2 AND $3 ORDER BY rowid DESC";
        command.Parameters.AddWithValue("$1", SearchFile.Match(_owner, query, peer));
        command.Parameters.AddWithValue("$2", SearchFile.PlaceOf(_owner, Math.Max(Begins, 0)));
        command.Parameters.AddWithValue("$3", SearchFile.PlaceOf(_owner, last));
        using var row = Guarded(() => command.ExecuteReader());
        while (Guarded(() => row.Read()))
            yield return SearchFile.NumberAt(row.GetInt64(0));
    }

    // Tells errors of the index from those of the store, which is read meanwhile.
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SqliteException e)
        {
            throw new UnreadableException(e);
        }
    }

    /// <summary>The index cannot be read.</summary>
    internal sealed class UnreadableException(SqliteException cause) : Exception(cause.Message, cause)
    {
        /// <summary>Why.</summary>
        public SqliteException Cause => cause;
    }
}
