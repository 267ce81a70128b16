using System.Collections.Immutable;
using Tqq.Core;

namespace Tqq.Server.Storage;

/// <summary>
/// What an administrator looks up among all accounts and sessions. Every answer is a page, and costs no more than its lines, however many
/// accounts there are.
/// </summary>
public interface IAccountIndex
{
    /// <summary>How many are counted at most, where they have to be counted.</summary>
    const int MostCounted = 10_000;

    /// <summary>A page of accounts.</summary>
    /// <param name="search">Which ones, and in which order.</param>
    /// <param name="after">Behind which one to begin; null for the first page.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ImmutableArray<AccountSummary>> FindAsync(
        AccountSearch search, AccountPlace? after, int limit, CancellationToken cancellationToken);

    /// <summary>How many accounts are shut, counted up to <see cref="MostCounted"/> and one more.</summary>
    Task<int> CountShutAsync(CancellationToken cancellationToken);

    /// <summary>
    /// How many accounts have a number from <paramref name="first"/> to <paramref name="last"/>, counted up to <see cref="MostCounted"/>
    /// and one more.
    /// </summary>
    Task<int> CountNumberedAsync(Uin first, Uin last, CancellationToken cancellationToken);

    /// <summary>
    /// A page of sessions, ascending by account; the one of the wire before those of devices, and these by their numbers.
    /// </summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="after">Behind which one to begin, by its account and its number among the account's sessions.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ImmutableArray<KnownSession>> ListSessionsAsync(
        SessionFilter filter, (Uin Owner, int Device) after, int limit, CancellationToken cancellationToken);

    /// <summary>How many sessions there are, counted up to <see cref="MostCounted"/> and one more.</summary>
    Task<int> CountSessionsAsync(SessionFilter filter, CancellationToken cancellationToken);

    /// <summary>The summary of one account: what its details do not say; null where there is no such account.</summary>
    Task<(AccountSummary Summary, Invitation? MadeWith)?> SummarizeAsync(Uin uin, CancellationToken cancellationToken);
}
