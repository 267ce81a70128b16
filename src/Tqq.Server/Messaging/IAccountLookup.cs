using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Server.Storage;

namespace Tqq.Server.Messaging;

/// <summary>
/// What an administrator looks up among all accounts and sessions: a page at a time, from the disk, and with what memory alone knows of
/// those that are online. A page costs no more than its lines.
/// </summary>
public interface IAccountLookup
{
    /// <summary>A page of accounts.</summary>
    /// <param name="search">Which ones, and in which order.</param>
    /// <param name="isOnline">Whether only those count that are online.</param>
    /// <param name="after">Behind which one to begin; null for the first page.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<AccountsFound> FindAsync(
        AccountSearch search, bool isOnline, AccountPlace? after, int limit, CancellationToken cancellationToken);

    /// <summary>How many accounts there are; may be an older number by a second.</summary>
    Task<long> CountAsync(CancellationToken cancellationToken);

    /// <summary>How many accounts are shut, counted up to <see cref="IAccountIndex.MostCounted"/> and one more.</summary>
    Task<int> CountShutAsync(CancellationToken cancellationToken);

    /// <summary>
    /// How many accounts have a number from <paramref name="first"/> to <paramref name="last"/>, counted up to
    /// <see cref="IAccountIndex.MostCounted"/> and one more.
    /// </summary>
    Task<int> CountNumberedAsync(Uin first, Uin last, CancellationToken cancellationToken);

    /// <summary>How many accounts are online.</summary>
    int Online { get; }

    /// <summary>What the list says of one account, and the invitation that it was made with; null where there is no such account.</summary>
    Task<(AccountSummary Summary, Invitation? MadeWith)?> SummarizeAsync(Uin uin, CancellationToken cancellationToken);

    /// <summary>
    /// How many logins with an account have failed within a day, as far as that is remembered: since the server started, and of the
    /// accounts that failed last.
    /// </summary>
    int FailedLogins(Uin uin);

    /// <summary>A page of sessions; see <see cref="IAccountIndex.ListSessionsAsync"/>. Those that have expired are left out.</summary>
    Task<SessionsFound> ListSessionsAsync(
        SessionFilter filter, (Uin Owner, int Device) after, int limit, CancellationToken cancellationToken);

    /// <summary>How many sessions there are, counted up to <see cref="IAccountIndex.MostCounted"/> and one more.</summary>
    Task<int> CountSessionsAsync(SessionFilter filter, CancellationToken cancellationToken);
}

/// <summary>A page of accounts.</summary>
/// <param name="Accounts">The accounts; may be fewer than were asked for, and even none, though there are more.</param>
/// <param name="Next">Behind which one the next page begins; null at the end.</param>
public sealed record AccountsFound(ImmutableArray<AccountSummary> Accounts, AccountPlace? Next);

/// <summary>A page of sessions.</summary>
/// <param name="Sessions">The sessions; may be fewer than were asked for, though there are more.</param>
/// <param name="Next">Behind which one the next page begins; null at the end.</param>
public sealed record SessionsFound(ImmutableArray<KnownSession> Sessions, (Uin Owner, int Device)? Next);
