namespace Tqq.Client;

/// <summary>No connection, or none that lasts long enough for a reply, within the <see cref="TqqClientOptions.RetryBudget"/>. Whether a request was carried out is not known.</summary>
public sealed class ServerUnreachableException : TqqException
{
    internal ServerUnreachableException(ServerAddress server, string what, Exception? cause)
        : base($"{server} {what}{(cause is null ? "" : $": {cause.Message}")}", cause) => Server = server;

    /// <summary>The server.</summary>
    public ServerAddress Server { get; }
}
