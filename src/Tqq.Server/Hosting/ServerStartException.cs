namespace Tqq.Server.Hosting;

/// <summary>The server could not start. The text is one line for the operator.</summary>
public sealed class ServerStartException : Exception
{
    /// <summary>With the default text.</summary>
    public ServerStartException() : this("the server could not start") { }

    /// <summary>With a text of its own.</summary>
    public ServerStartException(string message) : base(message) { }

    /// <summary>With a text and the cause.</summary>
    public ServerStartException(string message, Exception innerException) : base(message, innerException) { }
}
