namespace Tqq.Server.Storage;

/// <summary>
/// The store cannot be opened: unwritable, locked by another server, foreign, damaged, or newer than this program. The text
/// is one clear line for the operator.
/// </summary>
public sealed class StoreUnusableException : IOException
{
    /// <summary>With the default text.</summary>
    public StoreUnusableException() : this("the store cannot be used") { }

    /// <summary>With a text of its own.</summary>
    public StoreUnusableException(string message) : base(message) { }

    /// <summary>With a text and the cause.</summary>
    public StoreUnusableException(string message, Exception innerException) : base(message, innerException) { }
}
