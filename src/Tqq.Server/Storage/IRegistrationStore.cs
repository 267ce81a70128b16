using System.Collections.Immutable;
using Tqq.Core;

namespace Tqq.Server.Storage;

/// <summary>What is kept of how accounts come to be: invitations, and numbers that nobody is given.</summary>
public interface IRegistrationStore
{
    /// <summary>Stores an invitation.</summary>
    /// <returns>Its number.</returns>
    Task<long> AddInvitationAsync(Invitation invitation);

    /// <summary>The invitation whose code has this hash; null where there is none.</summary>
    Task<Invitation?> FindInvitationAsync(string codeHash, CancellationToken cancellationToken);

    /// <summary>Invitations with a number above <paramref name="after"/>, ascending.</summary>
    Task<ImmutableArray<Invitation>> ListInvitationsAsync(long after, int limit, CancellationToken cancellationToken);

    /// <summary>Removes an invitation.</summary>
    /// <returns>False where there is none.</returns>
    Task<bool> RemoveInvitationAsync(long id);

    /// <summary>Whether a number was that of an account that is deleted, and has not been given to another since.</summary>
    Task<bool> IsReservedAsync(Uin uin, CancellationToken cancellationToken);
}
