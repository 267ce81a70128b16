namespace Tqq.Server.Storage;

/// <summary>The store has no room for a change. Nothing of it was stored; it may be tried again later.</summary>
public sealed class StoreFullException : IOException
{
    /// <summary>With the default text.</summary>
    public StoreFullException() : this("there is no room left in the store") { }

    /// <summary>With a text of its own.</summary>
    public StoreFullException(string message) : base(message) { }

    /// <summary>With a text and the cause.</summary>
    public StoreFullException(string message, Exception innerException) : base(message, innerException) { }
}
