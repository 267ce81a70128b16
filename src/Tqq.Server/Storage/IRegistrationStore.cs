using System.Collections.Immutable;
using Tqq.Core;

namespace Tqq.Server.Storage;

/// <summary>What is kept of how accounts come to be: invitations, and numbers that nobody is given.</summary>
public interface IRegistrationStore
{
    /// <summary>Who may make an account, as an administrator has chosen it last; null where none has.</summary>
    Task<RegistrationChoice?> ReadRegistrationAsync(CancellationToken cancellationToken);

    /// <summary>Stores who may make an account.</summary>
    Task ChooseRegistrationAsync(RegistrationChoice choice);

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

    /// <summary>
    /// Whether nobody who registers is given a number: it was that of an account that is deleted, and has not been given to another since,
    /// or it lies in a reserved range.
    /// </summary>
    Task<bool> IsReservedAsync(Uin uin, CancellationToken cancellationToken);

    /// <summary>Numbers of deleted accounts above <paramref name="after"/>, ascending.</summary>
    Task<ImmutableArray<Uin>> ListDeletedNumbersAsync(Uin after, int limit, CancellationToken cancellationToken);

    /// <summary>Lets somebody who registers have the number of a deleted account.</summary>
    /// <returns>False where it is none.</returns>
    Task<bool> FreeDeletedNumberAsync(Uin uin);

    /// <summary>Reserves numbers.</summary>
    /// <returns>The range that holds one of them already, and null where they are reserved now.</returns>
    Task<ReservedRange?> AddReservedRangeAsync(ReservedRange range);

    /// <summary>Reserved ranges that begin above <paramref name="after"/>, ascending.</summary>
    Task<ImmutableArray<ReservedRange>> ListReservedRangesAsync(Uin after, int limit, CancellationToken cancellationToken);

    /// <summary>Frees the numbers of a range.</summary>
    /// <returns>False where none begins there.</returns>
    Task<bool> RemoveReservedRangeAsync(Uin first);
}
