namespace Tqq.Client;

/// <summary>No connection, or none that lasts long enough for a reply, within the <see cref="TqqClientOptions.RetryBudget"/>. Whether a request was carried out is not known, but a text was not sent: see <see cref="InDoubtException"/>.</summary>
public sealed class ServerUnreachableException : TqqException
{
    /// <summary>As a client throws it; a stand-in for one, in a test, throws it too.</summary>
    /// <param name="server">The server.</param>
    /// <param name="what">What is wrong with it: "cannot be reached", for instance.</param>
    /// <param name="cause">What was thrown, if anything.</param>
    public ServerUnreachableException(ServerAddress server, string what, Exception? cause)
        : base($"{server} {what}{(cause is null ? "" : $": {cause.Message}")}", cause) => Server = server;

    /// <summary>The server.</summary>
    public ServerAddress Server { get; }
}
