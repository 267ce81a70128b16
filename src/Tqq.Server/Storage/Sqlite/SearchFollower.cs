using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Tqq.Core.Log;
using Tqq.Core.Search;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Brings into the index what has come into logs, newest first where there was no index before, and takes out what has left them. Each
/// step is one transaction of the index; where it stands of an account is stored with it. One step each.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="file">The index.</param>
internal sealed class SearchFollower(SqliteConnections store, SearchFile file)
{
    private const string Columns = $"SELECT number, kind, peer, text, checksum = {RowSum.Log}";
    private const string Newer =
        $"{Columns} FROM log WHERE owner = $1 AND number > $2 AND number < $3 ORDER BY number LIMIT $4";
    private const string Older =
        $"{Columns} FROM log INDEXED BY log_items WHERE owner = $1 AND number < $2 AND {LogRow.IsSaid} ORDER BY number DESC LIMIT $3";

    private readonly StringBuilder _terms = new();
    private readonly List<(uint Owner, State State)> _followed = [];

    /// <summary>The accounts whose logs are not as the index says: those to begin with.</summary>
    public IEnumerable<uint> FindDue()
    {
        var known = file.Writer.Query("SELECT owner, through, begins, gone FROM indexed", row =>
        {
            var states = new Dictionary<uint, State>();
            while (row.Read())
                states.Add((uint)row.GetInt64(0), new(row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)));
            return states;
        });
        var logs = OfStore(store, Owners);
        return logs.Where(log => !known.TryGetValue(log.Owner, out var state) || state != new State(log.Through, 0, log.Gone))
            .Select(log => log.Owner).Concat(known.Keys.Except(logs.Select(log => log.Owner)));
    }

    /// <summary>Whether any account has a log that is to be indexed: only those with devices search.</summary>
    public static bool HasAny(SqliteConnections store) => OfStore(store, connection =>
        connection.Scalar("SELECT EXISTS (SELECT 1 FROM device_owner JOIN log_account USING (owner))")) != 0;

    /// <summary>Reads the store, and tells its errors from those of the index.</summary>
    /// <exception cref="StoreRefusedException">It is damaged, or cannot be read now.</exception>
    public static T OfStore<T>(SqliteConnections store, Func<SqliteConnection, T> read)
    {
        try
        {
            return store.Read(read);
        }
        catch (SqliteException e)
        {
            throw e.MeansDamaged ? e.AsDamage(store.FilePath) : new StoreBusyException($"the store could not be read: {e.Why}", e);
        }
    }

    /// <summary>How many numbers of logs are still to be looked through, of those that were there before the index.</summary>
    public long Left() => file.Writer.Scalar("SELECT coalesce(sum(begins), 0) FROM indexed WHERE begins > 0");

    /// <summary>Follows the log of an account by one step, within a transaction of the index.</summary>
    /// <returns>How many items were brought in or taken out, and whether there is more.</returns>
    /// <exception cref="StoreDamagedException">Its log cannot be read.</exception>
    public (int Items, bool HasMore) Follow(uint owner, int most)
    {
        var state = StateOf(owner);
        if (Read(owner, state, most) is not { } part)
            return Forget(owner, most);
        if (!part.IsSound)
            return (0, false);
        // Numbers that were used before: it is another log.
        if (state?.Through > part.Through)
            return (Forget(owner, most).Items, true);
        var (through, begins, gone) = state ?? new(part.Through, part.Through + 1, part.Gone);
        var (removed, isClean) = gone < part.Gone ? Remove(owner, part.Survivors!, part.Gone, most) : (0, true);
        foreach (var row in part.Newer.Where(row => row is { Kind: (int)LogKind.Deletion, IsSound: true }))
            file.Statements.Run("DELETE FROM words WHERE rowid = $1",
                SearchFile.PlaceOf(owner, long.Parse(row.Text, CultureInfo.InvariantCulture)));
        // Ascending: so FTS5 writes them in one piece.
        var rows = part.Older.AsEnumerable().Reverse().Concat(part.Newer).ToList();
        foreach (var row in rows)
            Enter(owner, row);
        through = part.Newer.Count == most ? part.Newer[^1].Number
            : Math.Max(through, Math.Min(part.Through, SearchFile.HighestNumber));
        begins = part.Older.Count == most || !part.IsFilled ? part.Older is [.., var oldest] ? oldest.Number : begins : 0;
        _followed.Add((owner, new(through, begins, isClean ? part.Gone : gone)));
        return (rows.Count + removed, part.Newer.Count == most || part.Older.Count == most || !isClean);
    }

    /// <summary>
    /// Writes how far all are that were followed: the last of a transaction before it is committed. A statement that replaces a row begins
    /// a savepoint, and at each savepoint FTS5 writes what it holds in memory into a piece of the index, which is merged with others later.
    /// </summary>
    public void Complete()
    {
        foreach (var (owner, state) in _followed)
            file.Statements.Run("INSERT OR REPLACE INTO indexed VALUES ($1, $2, $3, $4)", owner, state.Through, state.Begins, state.Gone);
    }

    /// <summary>Takes some of an account out, that has no log any more or another; then it is as if it had never been in.</summary>
    public (int Items, bool HasMore) Forget(uint owner, int most)
    {
        var (removed, isClean) = Remove(owner, [], SearchFile.HighestNumber, most);
        if (isClean)
            file.Statements.Run("DELETE FROM indexed WHERE owner = $1", owner);
        return (removed, !isClean);
    }

    private State? StateOf(uint owner)
    {
        Span<long> row = stackalloc long[3];
        return file.Statements.TryRead("SELECT through, begins, gone FROM indexed WHERE owner = $1", row, owner)
            ? new(row[0], row[1], row[2]) : null;
    }

    private void Enter(uint owner, Row row)
    {
        if (!row.IsSound || row.Kind > (int)LogKind.Sent || row.Number > SearchFile.HighestNumber)
            return;
        var prefix = SearchFile.PrefixOf(owner);
        _terms.Clear().Append(prefix).Append(SearchFile.TermOfPeer(row.Peer)).Append(' ');
        SearchTerms.Write(SearchText.Of(row.Text), prefix, _terms);
        file.Statements.Run("INSERT INTO words (rowid, terms) VALUES ($1, $2)", SearchFile.PlaceOf(owner, row.Number), _terms.ToString());
    }

    // Takes out what stands up to a number and is not in the log any more.
    private (int Removed, bool IsClean) Remove(uint owner, HashSet<long> survivors, long through, int most)
    {
        var places = file.Writer.Query("SELECT id FROM words_docsize WHERE id BETWEEN $1 AND $2", row =>
        {
            var found = new List<long>();
            while (found.Count <= most && row.Read())
                if (!survivors.Contains(SearchFile.NumberAt(row.GetInt64(0))))
                    found.Add(row.GetInt64(0));
            return found;
        }, SearchFile.PlaceOf(owner, 0), SearchFile.PlaceOf(owner, Math.Min(through, SearchFile.HighestNumber)));
        foreach (var place in places.Take(most))
            file.Statements.Run("DELETE FROM words WHERE rowid = $1", place);
        return (Math.Min(places.Count, most), places.Count <= most);
    }

    private static List<(uint Owner, long Through, long Gone)> Owners(SqliteConnection connection) => connection.Query(
        "SELECT owner, through, gone_through FROM log_account JOIN device_owner USING (owner)",
        row =>
        {
            var owners = new List<(uint, long, long)>();
            while (row.Read())
                owners.Add(((uint)row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)));
            return owners;
        });

    // What is to be followed of a log, of one moment; null where there is none.
    private Part? Read(uint owner, State? state, int most) => OfStore(store, connection =>
    {
        using var moment = connection.BeginTransaction(deferred: true);
        var log = connection.Query(
            $"SELECT through, gone_through, is_filled, checksum = {RowSum.LogAccount} FROM log_account JOIN device_owner USING (owner) WHERE owner = $1",
            row => row.Read() ? new Part(row.GetInt64(0), row.GetInt64(1), row.GetBoolean(2), row.GetBoolean(3)) : null, owner);
        if (log is not { IsSound: true })
            return log;
        var (through, begins, gone) = state ?? new(log.Through, log.Through + 1, log.Gone);
        return log with
        {
            Newer = connection.Query(Newer, Collect, owner, through, SearchFile.HighestNumber, most),
            Older = begins > 0 ? connection.Query(Older, Collect, owner, begins, most) : [],
            Survivors = gone < log.Gone ? connection.Query("SELECT number FROM log WHERE owner = $1 AND number <= $2", Numbers,
                owner, log.Gone) : null,
        };
    });

    private static HashSet<long> Numbers(SqliteDataReader row)
    {
        var numbers = new HashSet<long>();
        while (row.Read())
            numbers.Add(row.GetInt64(0));
        return numbers;
    }

    private static List<Row> Collect(SqliteDataReader row)
    {
        var rows = new List<Row>();
        while (row.Read())
            rows.Add(new(row.GetInt64(0), row.GetInt32(1), (uint)row.GetInt64(2), row.GetString(3), row.GetBoolean(4)));
        return rows;
    }

    /// <summary>How far an account is indexed.</summary>
    /// <param name="Through">What has a higher number is yet to come.</param>
    /// <param name="Begins">What has a lower number is yet to come; 0 for nothing.</param>
    /// <param name="Gone">What was swept up to here has been taken out.</param>
    internal readonly record struct State(long Through, long Begins, long Gone);

    private readonly record struct Row(long Number, int Kind, uint Peer, string Text, bool IsSound);

    private sealed record Part(long Through, long Gone, bool IsFilled, bool IsSound)
    {
        public List<Row> Newer { get; init; } = [];

        public List<Row> Older { get; init; } = [];

        public HashSet<long>? Survivors { get; init; }
    }
}
