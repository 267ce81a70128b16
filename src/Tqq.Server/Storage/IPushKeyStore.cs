namespace Tqq.Server.Storage;

/// <summary>Keeps the key by which push services know the server. It stands among the accounts, so that a backup has it, too.</summary>
public interface IPushKeyStore
{
    /// <summary>Keeps a key where there is none yet.</summary>
    /// <param name="fresh">A key that nobody has used: a private key of P-256, in base64url.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The key that is kept.</returns>
    Task<string> KeepPushKeyAsync(string fresh, CancellationToken cancellationToken);
}
