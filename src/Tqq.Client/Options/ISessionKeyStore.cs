namespace Tqq.Client;

/// <summary>
/// Where several clients of one account, of one program or of several, keep the key of the session they share (protocol.md §3). Without one, a client
/// that has to log in anew ends the session of the others. It is asked and told within a call, so it has to be quick.
/// </summary>
public interface ISessionKeyStore
{
    /// <summary>The key of the newest session that is known; null where none is.</summary>
    string? Load();

    /// <summary>A client has begun a session.</summary>
    /// <param name="key">Its key; null where the server gives none.</param>
    void Save(string? key);
}
