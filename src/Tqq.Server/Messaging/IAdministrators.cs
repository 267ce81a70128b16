using System.Collections.Immutable;
using System.Net;
using Tqq.Core;
using Tqq.Core.Profiles;

namespace Tqq.Server.Messaging;

/// <summary>Who administers the server, and how they prove it. What is changed is on disk when the task ends.</summary>
public interface IAdministrators
{
    /// <summary>All administrators, ascending by number.</summary>
    Task<ImmutableArray<Administrator>> ListAsync(CancellationToken cancellationToken);

    /// <summary>How an account stands now; null where it is none of an administrator, shut, or may not be used from there.</summary>
    ValueTask<AdminStanding?> LookAsync(Uin uin, IPAddress from, CancellationToken cancellationToken);

    /// <summary>
    /// Whether somebody is the administrator that it says. Failures count together with those of the wire (protocol.md §5.1).
    /// </summary>
    /// <param name="uin">Who.</param>
    /// <param name="proof">What it shows.</param>
    /// <param name="from">The client's address.</param>
    /// <param name="holdBack">
    /// Waits for as long as the attempt is to be held back, mostly not at all. It is looked at only after that. False where there is no
    /// place to wait: then it is not looked at.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<SignInOutcome> CheckAsync(
        Uin uin, AdminProof proof, IPAddress from, Func<TimeSpan, ValueTask<bool>> holdBack, CancellationToken cancellationToken);

    /// <summary>
    /// Makes an account that is there an administrator's, with a new password: the MD5 of the old one may have been heard. All its sessions
    /// end, and over HTTP QQ its own password opens it no more.
    /// </summary>
    Task<Promoted> PromoteAsync(Uin uin, AdminRole role, string password, CancellationToken cancellationToken);

    /// <summary>Makes an account for an administrator.</summary>
    /// <param name="uin">Its number; null for one that it is given.</param>
    /// <param name="profile">Its profile.</param>
    /// <param name="role">Its role.</param>
    /// <param name="password">Its password, in plain.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Registered> MakeAsync(Uin? uin, Profile profile, AdminRole role, string password, CancellationToken cancellationToken);

    /// <summary>Gives an administrator another role, or takes it away.</summary>
    /// <param name="uin">Who.</param>
    /// <param name="role">The role from then on.</param>
    /// <param name="mayBeLast">Whether the last one who may everything, and is not shut, may cease to be that.</param>
    Task<RoleChanged> ChangeRoleAsync(Uin uin, AdminRole role, bool mayBeLast);

    /// <summary>Shuts an account; <see cref="IAccountAdministration.SetEnabledAsync"/> opens it again.</summary>
    /// <param name="uin">Who.</param>
    /// <param name="reason">Why it is shut; may be empty.</param>
    /// <param name="mayBeLast">As of <see cref="ChangeRoleAsync"/>.</param>
    Task<RoleChanged> ShutAsync(Uin uin, string reason, bool mayBeLast);

    /// <summary>Makes the secret of a second factor, which is not on yet; one that is on stays.</summary>
    /// <returns>It, in base 32; null where one is on, or the account is none of an administrator.</returns>
    Task<string?> BeginFactorAsync(Uin uin);

    /// <summary>Has the second factor asked for from now on.</summary>
    /// <param name="uin">Whose.</param>
    /// <param name="code">A code of it.</param>
    /// <returns>The recovery codes, which nobody learns again; null where the code is wrong, or no secret has been made.</returns>
    Task<ImmutableArray<string>?> SwitchFactorOnAsync(Uin uin, string code);

    /// <summary>Takes the second factor away.</summary>
    /// <returns>False where there is none.</returns>
    Task<bool> RemoveFactorAsync(Uin uin);
}

/// <summary>An administrator.</summary>
/// <param name="Uin">The account.</param>
/// <param name="Since">Since when, by the calendar.</param>
/// <param name="IsEnabled">Whether the account is open.</param>
/// <param name="Standing">How it stands.</param>
public sealed record Administrator(Uin Uin, DateTimeOffset Since, bool IsEnabled, AdminStanding Standing);

/// <summary>How an administrator stands.</summary>
/// <param name="Nick">The nickname.</param>
/// <param name="Role">The role.</param>
/// <param name="HasFactor">Whether a second factor is asked for.</param>
/// <param name="RecoveryCodes">How many recovery codes are left.</param>
/// <param name="PasswordMark">Another one for each password: a session that began with another has ended.</param>
[GenerateSerializer, Immutable]
public sealed record AdminStanding(string Nick, AdminRole Role, bool HasFactor, int RecoveryCodes, string PasswordMark);

/// <summary>What an administrator shows.</summary>
/// <param name="Password">The password, in plain.</param>
/// <param name="Code">A code of the second factor, or a recovery code; null where none was given.</param>
/// <param name="AsksCode">Whether the second factor is asked for, where there is one.</param>
public sealed record AdminProof(string Password, string? Code, bool AsksCode = true)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => "proof of an administrator";
}

/// <summary>What became of making an account an administrator's.</summary>
public enum Promoted
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>There is no such account.</summary>
    Missing,

    /// <summary>Nothing was changed: the password is the one that the account has, which may have been heard.</summary>
    PasswordIsOld,
}

/// <summary>What became of the change of a role.</summary>
public enum RoleChanged
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>There is no such account, or none of an administrator.</summary>
    Missing,

    /// <summary>Nothing was changed: it is the last administrator who may everything.</summary>
    IsLast,
}
