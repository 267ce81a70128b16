using Microsoft.Data.Sqlite;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// The index of what was said, where there is one: it follows the logs behind the commits, and a search looks through directly what it does
/// not cover yet. Whatever is wrong with it is named, and it is made anew; nothing is lost by that, and no answer is wrong.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="due">Whose logs have changed.</param>
internal sealed class SearchIndex(SqliteConnections store, SearchDue due) : IDisposable
{
    private const int Full = 13;
    private const int Busy = 5;

    private readonly Lock _turn = new();
    private readonly string _path = store.FilePath + SearchFile.Suffix;
    private volatile SearchFile? _file;
    private volatile string? _broken;
    private bool _hasLooked;
    private bool _isClosed;

    /// <summary>One step of following the logs.</summary>
    /// <param name="most">How many items at most of one account.</param>
    /// <exception cref="IOException">It cannot be written, or the store not be read, now; the next step goes on.</exception>
    public SearchStep Step(int most)
    {
        lock (_turn)
        {
            if (_isClosed)
                return default;
            string? anew = null;
            try
            {
                anew = OpenWhereNeeded();
                var owners = due.TakeAll();
                return _file is { } file && owners.Count > 0 ? Follow(new(store, file), owners, most) with { Anew = anew }
                    : new(0, false, 0, anew);
            }
            catch (Exception e)
            {
                // What was due is found again.
                _hasLooked = false;
                if (e is not SqliteException error)
                    throw;
                if (!IsBroken(error))
                    throw new StoreBusyException($"the index for search could not be written: {error.Message}", error);
                _broken = Name(error);
                return new(0, false, 0, anew);
            }
        }
    }

    /// <summary>Takes out what is left of an account that is deleted.</summary>
    public void Forget(uint owner)
    {
        for (var hasMore = true; hasMore;)
            lock (_turn)
            {
                if (_isClosed || _file is not { } file)
                    return;
                try
                {
                    hasMore = Transact(file, () => new SearchFollower(store, file).Forget(owner, 1000)).HasMore;
                }
                catch (SqliteException e) when (IsBroken(e))
                {
                    _broken = Name(e);
                    return;
                }
            }
    }

    /// <summary>Reads beside the index.</summary>
    /// <param name="owner">Whose items.</param>
    /// <param name="read">Reads; is given null where nothing of the account is indexed. May be called twice.</param>
    public T Read<T>(uint owner, Func<SearchView?, T> read)
    {
        if (_broken is null && _file is { } file)
        {
            try
            {
                return file.Read(connection => read(SearchView.TryOpen(connection, owner)));
            }
            catch (SearchView.UnreadableException e)
            {
                if (IsBroken(e.Cause))
                    _broken = Name(e.Cause);
            }
        }

        return read(null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_turn)
        {
            _isClosed = true;
            _file?.Dispose();
            _file = null;
        }
    }

    private SearchStep Follow(SearchFollower follower, IReadOnlyList<uint> owners, int most)
    {
        var (items, at, unfinished) = (0, 0, new List<uint>());
        Transact(_file!, () =>
        {
            for (; at < owners.Count && items < most; at++)
            {
                try
                {
                    var (done, hasMore) = follower.Follow(owners[at], most);
                    items += done;
                    if (hasMore)
                        unfinished.Add(owners[at]);
                }
                catch (StoreDamagedException)
                {
                    // Whoever reads the log names it. What is not indexed is looked through directly.
                }
            }

            follower.Complete();
            return true;
        });
        due.Add(unfinished.Concat(owners.Skip(at)));
        return new(items, unfinished.Count > 0 || at < owners.Count, follower.Left(), null);
    }

    private string? OpenWhereNeeded()
    {
        var anew = _broken;
        if (anew is not null)
        {
            _file?.Dispose();
            (_file, _hasLooked) = (null, false);
        }

        if (_hasLooked)
            return null;
        var epoch = SearchFollower.OfStore(store, connection => connection.Scalar("SELECT number FROM epoch"));
        if (_file is null && anew is null)
        {
            try
            {
                _file = SearchFile.TryOpen(_path, epoch);
            }
            catch (SqliteException e) when (IsBroken(e))
            {
                anew = Name(e);
            }
        }

        if (_file is null && (File.Exists(_path) || SearchFollower.HasAny(store)))
            _file = SearchFile.Create(_path, epoch);
        _broken = null;
        if (_file is { } file)
            due.Add(new SearchFollower(store, file).FindDue());
        _hasLooked = _file is not null;
        return anew;
    }

    private static T Transact<T>(SearchFile file, Func<T> write)
    {
        file.Statements.Run("BEGIN IMMEDIATE");
        try
        {
            var done = write();
            file.Statements.Run("COMMIT");
            return done;
        }
        catch
        {
            try
            {
                file.Statements.Run("ROLLBACK");
            }
            catch (SqliteException)
            {
                // SQLite has done so by itself; the cause is on its way.
            }

            throw;
        }
    }

    private string Name(SqliteException error) => error.AsDamage(_path).Message;

    // All errors but those that pass.
    private static bool IsBroken(SqliteException error) => error.SqliteErrorCode is not (Full or Busy) && !error.MeansFull;
}
