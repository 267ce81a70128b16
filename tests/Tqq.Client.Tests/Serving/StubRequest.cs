namespace Tqq.Client.Tests.Serving;

/// <summary>A request as it came.</summary>
/// <param name="Body">Its body.</param>
/// <param name="Connection">On which connection, from 1.</param>
internal sealed record StubRequest(string Body, int Connection)
{
    public string Command => this["CMD"].ToUpperInvariant();

    /// <summary>A field by its key, as it stands there; empty where it is missing.</summary>
    public string this[string key] => Body.Split('&').Select(pair => pair.Split('=', 2)).FirstOrDefault(pair => pair[0] == key)?[1] ?? "";
}
