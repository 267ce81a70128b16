using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Core.Sessions;

namespace Tqq.Server.Storage;

/// <summary>
/// Where accounts are kept. Knows nothing of sockets, protocol text or grains: it stores what the rules decided and
/// reads it back. Every engine passes the same contract tests.
/// </summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>Whether what is written comes to the disk. To ask waits for nothing.</summary>
    StoreCondition Condition { get; }

    /// <summary>Writes something that changes nothing: so a store that was not well learns that it is well again where nobody else writes.</summary>
    /// <exception cref="StoreUncertainException">It has not ended in time.</exception>
    /// <exception cref="StoreRefusedException">The store is full, locked, damaged, or its disk hangs.</exception>
    Task ProbeAsync();

    /// <summary>All of one account but its texts and password, or null where there is none.</summary>
    Task<AccountSnapshot?> LoadAsync(Uin uin, CancellationToken cancellationToken);

    /// <summary>The account's password hash in PHC form, or null where there is no account.</summary>
    Task<string?> ReadPasswordHashAsync(Uin uin, CancellationToken cancellationToken);

    /// <summary>Messages of one mailbox with a number above <paramref name="after"/>, oldest first.</summary>
    /// <param name="owner">Whose mailbox.</param>
    /// <param name="after">The number behind which to begin.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ImmutableArray<Message>> ReadMessagesAsync(Uin owner, long after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Stores changes of one account. The place in the queue is taken before this returns, so that calls made one after another are
    /// stored in that order; the task ends when they are on disk (fsync), all of them or none. Tasks of changes that are stored end in that order, too.
    /// </summary>
    /// <exception cref="StoreUncertainException">It has not ended in time, and may be stored yet. With every other exception nothing of these changes was stored.</exception>
    /// <exception cref="StoreRefusedException">The store is full, locked, damaged, or its disk hangs.</exception>
    Task CommitAsync(Uin owner, ImmutableArray<Change> changes);

    /// <summary>Accounts that are deleted and of which something may be left: in other accounts, or in the store. In no order.</summary>
    Task<ImmutableArray<Uin>> ListDeletionsAsync(CancellationToken cancellationToken);

    /// <summary>The accounts that name this one in their ties or requests, whether it is there or not; in no order.</summary>
    Task<ImmutableArray<Uin>> ListTiedAsync(Uin uin, CancellationToken cancellationToken);

    /// <summary>No other account names this deleted one any more: removes what is left of it in the store, and then the mark that it is being deleted.</summary>
    Task FinishDeletionAsync(Uin uin);

    /// <summary>Friendships that an account has stored without having been told that the other side has, too; in no order.</summary>
    Task<ImmutableArray<(Uin Owner, Uin Other)>> ListUnconfirmedAsync(CancellationToken cancellationToken);

    /// <summary>Accounts with a number above <paramref name="after"/>, ascending.</summary>
    Task<ImmutableArray<AccountListing>> ListAccountsAsync(Uin after, int limit, CancellationToken cancellationToken);

    /// <summary>How many accounts there are; may be an older number by a second.</summary>
    Task<long> CountAccountsAsync(CancellationToken cancellationToken);

    /// <summary>All sessions with the accounts that have them, in no order.</summary>
    Task<ImmutableArray<(Uin Owner, SessionRecord Session)>> ListSessionsAsync(CancellationToken cancellationToken);

    /// <summary>Ends the sessions in the store that began before this, by the calendar; for a server that was away longer than a session lives.</summary>
    Task EndSessionsAsync(DateTimeOffset begunBefore);

    /// <summary>When a server last said that it was alive on this store, or null.</summary>
    Task<DateTimeOffset?> ReadLastAliveAsync(CancellationToken cancellationToken);

    /// <summary>Says that a server is alive on this store now.</summary>
    Task WriteLastAliveAsync(DateTimeOffset at);

    /// <summary>
    /// One step of a sweep: looks at some messages, in the order of their arrival, and removes those that are older than <paramref name="before"/> and
    /// acknowledged. Messages that still wait are never touched.
    /// </summary>
    /// <param name="before">What is older goes.</param>
    /// <param name="from">Where the step begins: 0, or what the step before said.</param>
    /// <param name="most">How many it looks at at most.</param>
    Task<Swept> SweepMessagesAsync(DateTimeOffset before, long from, int most);

    /// <summary>One step of a sweep of the keys of texts: the same, but that all go which are older than <paramref name="before"/>.</summary>
    /// <param name="before">What is older goes.</param>
    /// <param name="from">Where the step begins: 0, or what the step before said.</param>
    /// <param name="most">How many it looks at at most.</param>
    Task<Swept> SweepTextKeysAsync(DateTimeOffset before, long from, int most);
}
