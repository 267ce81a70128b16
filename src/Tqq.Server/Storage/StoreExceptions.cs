using Tqq.Core.Log;

namespace Tqq.Server.Storage;

/// <summary>
/// The store did not do what was asked, and nothing of it was stored: that may be told to whoever asked. Any other exception of
/// <see cref="IStore.CommitAsync"/> means the same, but for <see cref="StoreUncertainException"/>.
/// </summary>
public abstract class StoreRefusedException : IOException
{
    /// <summary>With a text.</summary>
    protected StoreRefusedException(string message) : base(message) { }

    /// <summary>With a text and the cause.</summary>
    protected StoreRefusedException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>The store has no room for a change. Nothing of it was stored; it may be tried again later.</summary>
public sealed class StoreFullException : StoreRefusedException
{
    /// <summary>With the default text.</summary>
    public StoreFullException() : this("there is no room left in the store") { }

    /// <summary>With a text of its own.</summary>
    public StoreFullException(string message) : base(message) { }

    /// <summary>With a text and the cause.</summary>
    public StoreFullException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>
/// The store is locked by another program, or its disk hangs. The change was withdrawn before it was begun; it may be tried again later.
/// </summary>
public sealed class StoreBusyException : StoreRefusedException
{
    /// <summary>With the default text.</summary>
    public StoreBusyException() : this("the store is locked by another program, or its disk hangs") { }

    /// <summary>With a text of its own.</summary>
    public StoreBusyException(string message) : base(message) { }

    /// <summary>With a text and the cause.</summary>
    public StoreBusyException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>
/// What was asked for is damaged on disk, and so is not given; the text names it. Nothing was stored. It stays so
/// until a backup is put in its place.
/// </summary>
public sealed class StoreDamagedException : StoreRefusedException
{
    /// <summary>With the default text.</summary>
    public StoreDamagedException() : this("the store is damaged") { }

    /// <summary>With a text of its own.</summary>
    public StoreDamagedException(string message) : base(message) { }

    /// <summary>With a text and the cause.</summary>
    public StoreDamagedException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>
/// A change is part of a transaction that has not ended in time, or whose fsync failed: it may be stored yet, or it may not.
/// Nobody may be told that it was refused.
/// </summary>
public sealed class StoreUncertainException : IOException
{
    /// <summary>With the default text.</summary>
    public StoreUncertainException() : this("nobody knows yet whether this is stored: the disk hangs") { }

    /// <summary>With a text of its own.</summary>
    public StoreUncertainException(string message) : base(message) { }

    /// <summary>With a text and the cause.</summary>
    public StoreUncertainException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>With the default text.</summary>
    /// <param name="fate">See <see cref="Fate"/>.</param>
    public StoreUncertainException(Task<LogWaiting> fate) : this() => Fate = fate;

    /// <summary>
    /// Ends when it is known: with what it has settled where the change is stored, with an exception where it is not. It never
    /// ends where nobody will ever know.
    /// </summary>
    public Task<LogWaiting> Fate { get; } = new TaskCompletionSource<LogWaiting>().Task;
}
