namespace Tqq.Client;

/// <summary>
/// Something a server said, or did not say, that a call cannot go on from. Its text never holds a password, a key or a message.
/// </summary>
public abstract class TqqException : Exception
{
    private protected TqqException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
