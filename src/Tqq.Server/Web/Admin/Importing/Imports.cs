namespace Tqq.Server.Web.Admin.Importing;

/// <summary>The accounts of a table that are being made: of one table at a time.</summary>
internal sealed class Imports
{
    private Import? _now;

    /// <summary>What is under way; null for nothing.</summary>
    public Import? Now => Volatile.Read(ref _now);

    /// <summary>Begins with one.</summary>
    /// <returns>False where another one is under way.</returns>
    public bool TryBegin(Import import) => Interlocked.CompareExchange(ref _now, import, null) is null;

    /// <summary>It is over, however it ended.</summary>
    public void End(Import import)
    {
        import.End();
        Volatile.Write(ref _now, null);
    }
}

/// <summary>Accounts of a table that are being made. They can be given up until they are stored.</summary>
/// <param name="id">What whoever makes them calls the table, or a name by chance.</param>
/// <param name="madeBy">Who makes them.</param>
/// <param name="begun">Since when.</param>
/// <param name="of">How many they are.</param>
/// <param name="ending">Ends the computing of their passwords; it belongs to whoever makes them.</param>
internal sealed class Import(string id, string madeBy, DateTimeOffset begun, int of, CancellationTokenSource ending)
{
    private readonly Lock _lock = new();
    private int _done;
    private bool _isTooLate;

    /// <summary>Its name: whoever gives it up says which one is meant.</summary>
    public string Id => id;

    /// <summary>Whether somebody has given it up before anything was stored.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>One more password is computed.</summary>
    public void Count() => Interlocked.Increment(ref _done);

    /// <summary>From now on it cannot be given up.</summary>
    /// <exception cref="OperationCanceledException">It was, or whoever asked for it is gone.</exception>
    public void Store()
    {
        lock (_lock)
        {
            ending.Token.ThrowIfCancellationRequested();
            _isTooLate = true;
        }
    }

    /// <summary>It is over.</summary>
    public void End()
    {
        lock (_lock)
            _isTooLate = true;
    }

    /// <summary>Gives it up.</summary>
    /// <returns>False where it is too late for that.</returns>
    public bool TryCancel()
    {
        lock (_lock)
        {
            if (_isTooLate)
                return false;
            IsCancelled = true;
            ending.Cancel();
            return true;
        }
    }

    /// <summary>How far it is.</summary>
    public ImportUnderWayBody Show() => new(id, madeBy, begun, of, Volatile.Read(ref _done));
}
