using System.Collections.Immutable;
using System.Net;
using Tqq.Core;
using Tqq.Core.Profiles;
using Tqq.Server.Storage;

namespace Tqq.Server.Messaging;

/// <summary>Accounts that people make themselves, and invitations to do so.</summary>
public interface IRegistration
{
    /// <summary>
    /// Makes an account. It and the use of its invitation are on disk together, or neither is. HTTP QQ lets it in by app password alone:
    /// the account's own password never travels there.
    /// </summary>
    /// <param name="uin">Its number; null for one that it is given. That of a deleted account is not to be had.</param>
    /// <param name="profile">Its profile.</param>
    /// <param name="password">Its password, in plain.</param>
    /// <param name="code">The code of an invitation; null where none is asked for.</param>
    /// <param name="from">The client's address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Registered> RegisterAsync(
        Uin? uin, Profile profile, string password, string? code, IPAddress from, CancellationToken cancellationToken);

    /// <summary>Whether an account may be made now with the code of an invitation: there is one, not used up, and not over.</summary>
    Task<bool> IsGoodAsync(string code, CancellationToken cancellationToken);

    /// <summary>A number that is free now, and may be taken the next moment; null where none was found.</summary>
    Task<Uin?> PickAsync(CancellationToken cancellationToken);

    /// <summary>Makes an invitation.</summary>
    /// <param name="name">For whom it is.</param>
    /// <param name="madeBy">Who makes it.</param>
    /// <param name="uses">How many accounts may be made with it.</param>
    /// <param name="expires">When it ends; null for when it is used up or revoked.</param>
    /// <returns>It, and its code: nobody learns it again.</returns>
    Task<(Invitation Made, string Code)> InviteAsync(string name, string madeBy, int uses, DateTimeOffset? expires);

    /// <summary>Invitations with a number above <paramref name="after"/>, ascending.</summary>
    Task<ImmutableArray<Invitation>> ListAsync(long after, int limit, CancellationToken cancellationToken);

    /// <summary>Takes an invitation back; accounts that were made with it stay.</summary>
    /// <returns>False where there is none.</returns>
    Task<bool> RevokeAsync(long id);
}

/// <summary>What became of an attempt to make an account.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Uin">The account, where it was made.</param>
public readonly record struct Registered(RegistrationOutcome Outcome, Uin Uin);

/// <summary>How an attempt to make an account ended.</summary>
public enum RegistrationOutcome
{
    /// <summary>It was made.</summary>
    Made,

    /// <summary>There is no such invitation, or it is used up or over.</summary>
    NoInvitation,

    /// <summary>The number is somebody's, or was.</summary>
    NumberTaken,

    /// <summary>So many wait that it was not looked at.</summary>
    NotLookedAt,
}
