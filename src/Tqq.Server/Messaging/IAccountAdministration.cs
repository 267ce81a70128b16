using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Access;
using Tqq.Core.Profiles;
using Tqq.Server.Storage;

namespace Tqq.Server.Messaging;

/// <summary>
/// What an administrator does with accounts. Everything here takes effect at once, for live sessions too, and is on disk when
/// the task ends. Passwords come in plain and leave only as a hash.
/// </summary>
public interface IAccountAdministration
{
    /// <summary>Makes an account.</summary>
    /// <returns>False where the number is taken; nothing was changed then.</returns>
    Task<bool> CreateAsync(AccountRecord account, string password, CancellationToken cancellationToken);

    /// <summary>Makes several accounts: all of them or none, whatever becomes of the server meanwhile.</summary>
    /// <param name="created">The accounts, each of another number, with their passwords.</param>
    /// <param name="mayStore">
    /// Is asked once, when all passwords are computed and before any account is made; none is where it says no, by an exception.
    /// </param>
    /// <param name="onHashed">Is told of each password that is computed, by several threads at once.</param>
    /// <param name="cancellationToken">Gives up, before any is made.</param>
    /// <returns>A number that is taken, and null where all were made.</returns>
    Task<Uin?> CreateAllAsync(IReadOnlyList<(AccountRecord Account, string Password)> created, Action onHashed, Action mayStore,
        CancellationToken cancellationToken);

    /// <summary>All there is to say of an account, or null where there is none.</summary>
    Task<AccountDetails?> ShowAsync(Uin uin, CancellationToken cancellationToken);

    /// <summary>How many accounts there are.</summary>
    Task<long> CountAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Changes profile and settings; the rest of them stays as it is then. Friends see a new nickname or avatar at once; a session that
    /// might not begin with these settings ends.
    /// </summary>
    Task<AccountChanged> EditAsync(Uin uin, AccountEdit edit, CancellationToken cancellationToken);

    /// <summary>
    /// Sets a new password and ends all sessions, those of devices too: they were begun with the old one. A notice tells the account.
    /// </summary>
    /// <returns>False where there is no such account.</returns>
    Task<bool> SetPasswordAsync(Uin uin, string password, CancellationToken cancellationToken);

    /// <summary>Makes an app password and adds it.</summary>
    /// <returns>What became of it, and the app password itself: nobody learns it again.</returns>
    Task<(AppPasswordAdded Answer, string Text)> AddAppPasswordAsync(Uin uin, string name, CancellationToken cancellationToken);

    /// <summary>The app passwords of an account, ascending by number, or null where there is no such account.</summary>
    Task<ImmutableArray<AppPassword>?> ListAppPasswordsAsync(Uin uin, CancellationToken cancellationToken);

    /// <summary>Takes an app password back and ends the session that was begun with it.</summary>
    /// <returns>False where the account has no such one, null where there is no such account.</returns>
    Task<bool?> RemoveAppPasswordAsync(Uin uin, int id, CancellationToken cancellationToken);

    /// <summary>
    /// Shuts an account (all its sessions end, logins fail as with a wrong password) or opens it again. Mail still comes in.
    /// </summary>
    /// <param name="uin">Which one.</param>
    /// <param name="enabled">Whether it is to be open.</param>
    /// <param name="reason">
    /// Why it is shut, <see cref="Shutting.LongestReason"/> characters at most; may be empty, and says nothing where it is opened.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False where there is no such account.</returns>
    Task<bool> SetEnabledAsync(Uin uin, bool enabled, string reason, CancellationToken cancellationToken);

    /// <summary>Ends the account's wire session.</summary>
    /// <param name="uin">Whose.</param>
    /// <param name="andDevices">Whether its device sessions end as well, tokens included.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What has ended; null where there is no such account.</returns>
    Task<EndedSessions?> KickAsync(Uin uin, bool andDevices, CancellationToken cancellationToken);

    /// <summary>Ends one device session of an account. Its stream says that an administrator has.</summary>
    /// <returns>False where there is no such session.</returns>
    Task<bool> EndDeviceAsync(Uin uin, int device, CancellationToken cancellationToken);

    /// <summary>Removes an account, its mail, and its place on the lists of others.</summary>
    Task<AccountChanged> DeleteAsync(Uin uin, CancellationToken cancellationToken);
}
