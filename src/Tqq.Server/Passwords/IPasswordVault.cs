namespace Tqq.Server.Passwords;

/// <summary>
/// Turns passwords into salted slow hashes and checks them, off the request threads and only a few at a time (protocol.md §3).
/// </summary>
public interface IPasswordVault
{
    /// <summary>A salted slow hash, in PHC form, of the lower-case MD5 hex of a plain password.</summary>
    Task<string> HashAsync(string password, CancellationToken cancellationToken);

    /// <summary>
    /// The same for many that are made together. They leave room to logins: while one waits, they are computed one at a time.
    /// </summary>
    /// <param name="passwords">The passwords.</param>
    /// <param name="onEach">Is told of each that is computed, by several threads at once.</param>
    /// <param name="cancellationToken">Gives up: those that have not begun are not computed.</param>
    /// <returns>The hashes, in the order of the passwords.</returns>
    Task<string[]> HashAllAsync(IReadOnlyList<string> passwords, Action onEach, CancellationToken cancellationToken);

    /// <summary>The same for somebody who is not known: he waits in turns with logins; too many are not looked at.</summary>
    /// <returns>Null where it was not looked at.</returns>
    Task<string?> HashAsync(string password, LoginOrigin origin, CancellationToken cancellationToken);

    /// <summary>
    /// Whether `PS` (32 hex digits in either case; anything else is simply wrong) fits the hash. Without a hash, as where there is no such
    /// account, it takes as long and says no. Logins wait for it in turns; too many are not looked at.
    /// </summary>
    /// <returns>Null where it was not looked at.</returns>
    Task<bool?> VerifyAsync(string? passwordHash, string passwordMd5, LoginOrigin origin, CancellationToken cancellationToken);
}
