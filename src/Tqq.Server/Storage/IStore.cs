using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Profiles;
using Tqq.Core.Contacts;
using Tqq.Core.Log;
using Tqq.Core.Mail;
using Tqq.Core.Search;
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

    /// <summary>
    /// Writes something that changes nothing: so a store that was not well learns that it is well again where nobody else writes.
    /// </summary>
    /// <exception cref="StoreUncertainException">It has not ended in time.</exception>
    /// <exception cref="StoreRefusedException">The store is full, locked, damaged, or its disk hangs.</exception>
    Task ProbeAsync();

    /// <summary>All of one account but its texts and password, or null where there is none.</summary>
    Task<AccountSnapshot?> LoadAsync(Uin uin, CancellationToken cancellationToken);

    /// <summary>The account's password hash in PHC form, or null where there is no account.</summary>
    Task<string?> ReadPasswordHashAsync(Uin uin, CancellationToken cancellationToken);

    /// <summary>The device session whose client shows a secret with this hash, and whose it is; null where there is none.</summary>
    Task<(Uin Owner, int Device)?> FindDeviceAsync(string credentialHash, CancellationToken cancellationToken);

    /// <summary>The device sessions whose browser is told of messages at an address, and whose they are; in no order.</summary>
    Task<ImmutableArray<(Uin Owner, int Device)>> FindPushAsync(string endpoint, CancellationToken cancellationToken);

    /// <summary>
    /// Messages of one mailbox with a number above <paramref name="after"/>, oldest first. Of an account that keeps a log: those of
    /// them that wait for a wire session.
    /// </summary>
    /// <param name="owner">Whose mailbox.</param>
    /// <param name="after">The number behind which to begin.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ImmutableArray<Message>> ReadMessagesAsync(Uin owner, long after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Stores changes of one account. The place in the queue is taken before this returns, so that calls made one after another are
    /// stored in that order; the task ends when they are on disk (fsync), all of them or none. Tasks of changes that
    /// are stored end in that order, too.
    /// </summary>
    /// <returns>
    /// What waits for a wire session after them; it is known where the account keeps a log and they may have changed what waits.
    /// </returns>
    /// <exception cref="StoreUncertainException">
    /// It has not ended in time, and may be stored yet. With every other exception nothing of these changes was stored.
    /// </exception>
    /// <exception cref="StoreRefusedException">The store is full, locked, damaged, or its disk hangs.</exception>
    Task<LogWaiting> CommitAsync(Uin owner, ImmutableArray<Change> changes);

    /// <summary>Stores changes of several accounts in one transaction: all of them or none. Otherwise the same.</summary>
    Task<LogWaiting> CommitTogetherAsync(ImmutableArray<(Uin Owner, ImmutableArray<Change> Changes)> all);

    /// <summary>Accounts that are deleted and of which something may be left: in other accounts, or in the store. In no order.</summary>
    Task<ImmutableArray<Uin>> ListDeletionsAsync(CancellationToken cancellationToken);

    /// <summary>The accounts that name this one in their ties, requests or marks, whether it is there or not; in no order.</summary>
    Task<ImmutableArray<Uin>> ListTiedAsync(Uin uin, CancellationToken cancellationToken);

    /// <summary>A part of one of an account's lists of others, ascending by number; who is being deleted is left out.</summary>
    /// <param name="owner">Whose list.</param>
    /// <param name="list">Which one.</param>
    /// <param name="after">The number behind which to begin.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ImmutableArray<Acquaintance>> ListAcquaintancesAsync(
        Uin owner, AcquaintanceList list, Uin after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Accounts whose nickname begins so, whatever its case, and which want to be found so; in the order of their nicknames.
    /// </summary>
    /// <param name="beginning">The beginning.</param>
    /// <param name="after">The last one of the part before; null for the first part.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ImmutableArray<FoundAccount>> FindAccountsAsync(
        string beginning, FoundAccount? after, int limit, CancellationToken cancellationToken);

    /// <summary>The account of a number; null where there is none, it is shut, or nobody may find it.</summary>
    Task<FoundAccount?> FindAccountAsync(Uin uin, CancellationToken cancellationToken);

    /// <summary>
    /// No other account names this deleted one any more: removes what is left of it in the store, and then
    /// the mark that it is being deleted.
    /// </summary>
    Task FinishDeletionAsync(Uin uin);

    /// <summary>Friendships that an account has stored without having been told that the other side has, too; in no order.</summary>
    Task<ImmutableArray<(Uin Owner, Uin Other)>> ListUnconfirmedAsync(CancellationToken cancellationToken);

    /// <summary>How many accounts there are; may be an older number by a second.</summary>
    Task<long> CountAccountsAsync(CancellationToken cancellationToken);

    /// <summary>All sessions with the accounts that have them, in no order.</summary>
    Task<ImmutableArray<(Uin Owner, SessionRecord Session)>> ListSessionsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Ends the sessions in the store that began before this, by the calendar; for a server that was away longer than a session lives.
    /// </summary>
    Task EndSessionsAsync(DateTimeOffset begunBefore);

    /// <summary>When a server last said that it was alive on this store, or null.</summary>
    Task<DateTimeOffset?> ReadLastAliveAsync(CancellationToken cancellationToken);

    /// <summary>Says that a server is alive on this store now.</summary>
    Task WriteLastAliveAsync(DateTimeOffset at);

    /// <summary>
    /// One step of a sweep: looks at some messages, in the order of their arrival, and removes those that are older than
    /// <paramref name="before"/> and acknowledged. Messages that still wait are never touched.
    /// </summary>
    /// <param name="before">What is older goes.</param>
    /// <param name="from">Where the step begins: 0, or what the step before said.</param>
    /// <param name="most">How many it looks at at most.</param>
    Task<Swept> SweepMessagesAsync(DateTimeOffset before, long from, int most);

    /// <summary>
    /// One step of a sweep of the keys of texts: the same, but that all go which are older than <paramref name="before"/>.
    /// </summary>
    /// <param name="before">What is older goes.</param>
    /// <param name="from">Where the step begins: 0, or what the step before said.</param>
    /// <param name="most">How many it looks at at most.</param>
    Task<Swept> SweepTextKeysAsync(DateTimeOffset before, long from, int most);

    /// <summary>How an account's log stands, or null where it keeps none.</summary>
    Task<LogFacts?> ReadLogFactsAsync(Uin owner, CancellationToken cancellationToken);

    /// <summary>
    /// Everything that an account's log has above a number, ascending: items, read markers, deletions,
    /// friends; and how it stands at the same moment, so that whoever reads on sees whether any of it has gone.
    /// </summary>
    /// <param name="owner">The account.</param>
    /// <param name="after">The number behind which to begin.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<LogSlice> ReadLogAsync(Uin owner, long after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// A page of an account's log backwards, newest first: what came in, what was sent, and the tombstones of what was deleted.
    /// </summary>
    /// <param name="owner">The account.</param>
    /// <param name="peer">Of whom; null for all.</param>
    /// <param name="before">The number before which to begin; <see cref="long.MaxValue"/> for the newest.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ImmutableArray<LogItem>> ReadPageAsync(Uin owner, Uin? peer, long before, int limit, CancellationToken cancellationToken);

    /// <summary>A page of an account's log forwards, oldest first: what was said with somebody, and tombstones.</summary>
    /// <param name="owner">The account.</param>
    /// <param name="peer">With whom.</param>
    /// <param name="after">The number behind which to begin.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ImmutableArray<LogItem>> ReadPageAfterAsync(Uin owner, Uin peer, long after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// The last text that an account has sent to another with a key, or its tombstone; null where its log has none.
    /// </summary>
    /// <param name="owner">The account.</param>
    /// <param name="peer">Whom it was sent to.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<LogItem?> FindSentAsync(Uin owner, Uin peer, string key, CancellationToken cancellationToken);

    /// <summary>The conversations of an account's log, by their last items, newest first.</summary>
    /// <param name="owner">The account.</param>
    /// <param name="before">The number that their last items have to be below; <see cref="long.MaxValue"/> for the newest.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ImmutableArray<Conversation>> ListConversationsAsync(Uin owner, long before, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Searches an account's log from its newest item on. Every item is found that stands there, at any time after its commit. One call
    /// looks at some thousand items at most.
    /// </summary>
    /// <param name="owner">The account.</param>
    /// <param name="query">What is searched for.</param>
    /// <param name="peer">Of whom; null for all.</param>
    /// <param name="before">The number before which to begin; <see cref="long.MaxValue"/> for the newest.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<LogFound> SearchLogAsync(Uin owner, SearchQuery query, Uin? peer, long before, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// One step of following the logs of accounts with devices, so that searches find in them without looking through all. Nobody else
    /// waits for it, and what it has not done yet is found all the same.
    /// </summary>
    /// <param name="most">How many items of one account at most.</param>
    Task<SearchStep> FollowLogsAsync(int most);

    /// <summary>
    /// Accounts that keep a log, and whose history has not come there altogether. A log begins with what waits and the newest of what was
    /// delivered; the rest is brought by <see cref="FillLogAsync"/>.
    /// </summary>
    Task<ImmutableArray<Uin>> ListUnfilledLogsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// One step of bringing an account's history into its log. With the last one the epoch of that changes (<see cref="LogSlice"/>).
    /// </summary>
    /// <param name="owner">The account.</param>
    /// <param name="most">How many messages at most.</param>
    /// <returns>Whether there is more.</returns>
    Task<bool> FillLogAsync(Uin owner, int most);

    /// <summary>Accounts that keep a log, ascending, each with whether <see cref="SweepLogAsync"/> would find something there.</summary>
    /// <param name="after">The number behind which to begin.</param>
    /// <param name="before">See there.</param>
    /// <param name="quota">See there.</param>
    /// <param name="anew">See there.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ImmutableArray<(Uin Owner, bool IsDue)>> ListLogsAsync(Uin after, DateTimeOffset before, long quota, bool anew, int limit,
        CancellationToken cancellationToken);

    /// <summary>One step of a sweep of an account's log. What waits for a wire session is never touched.</summary>
    /// <param name="owner">The account.</param>
    /// <param name="before">What was entered before this goes.</param>
    /// <param name="quota">The oldest go until the log has no more bytes than this.</param>
    /// <param name="anew">Whether it begins at the oldest item, and not where the step before has ended.</param>
    /// <param name="most">How many it looks at at most.</param>
    /// <returns>How many were removed, and whether there may be more.</returns>
    Task<(int Removed, bool HasMore)> SweepLogAsync(Uin owner, DateTimeOffset before, long quota, bool anew, int most);
}
