using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Profiles;
using Tqq.Core.Contacts;
using Tqq.Core.Log;
using Tqq.Core.Mail;
using Tqq.Core.Search;
using Tqq.Core.Sessions;
using Tqq.Server.Storage;

namespace Tqq.Server.Tests.Cluster;

/// <summary>A store over another, for tests that put something in between.</summary>
internal class WrappedStore(IStore store) : IStore
{
    public virtual Task<LogWaiting> CommitTogetherAsync(ImmutableArray<(Uin Owner, ImmutableArray<Change> Changes)> all) =>
        store.CommitTogetherAsync(all);

    public virtual Task<LogWaiting> CommitAsync(Uin owner, ImmutableArray<Change> changes) => store.CommitAsync(owner, changes);

    public virtual Task FinishDeletionAsync(Uin uin) => store.FinishDeletionAsync(uin);

    public StoreCondition Condition => store.Condition;

    public Task ProbeAsync() => store.ProbeAsync();

    public Task EndSessionsAsync(DateTimeOffset begunBefore) => store.EndSessionsAsync(begunBefore);

    public virtual Task<AccountSnapshot?> LoadAsync(Uin uin, CancellationToken cancellationToken) =>
        store.LoadAsync(uin, cancellationToken);

    public Task<string?> ReadPasswordHashAsync(Uin uin, CancellationToken cancellationToken) =>
        store.ReadPasswordHashAsync(uin, cancellationToken);

    public Task<(Uin Owner, int Device)?> FindDeviceAsync(string credentialHash, CancellationToken cancellationToken) =>
        store.FindDeviceAsync(credentialHash, cancellationToken);

    public Task<ImmutableArray<(Uin Owner, int Device)>> FindPushAsync(string endpoint, CancellationToken cancellationToken) =>
        store.FindPushAsync(endpoint, cancellationToken);

    public Task<ImmutableArray<Message>> ReadMessagesAsync(Uin owner, long after, int limit, CancellationToken cancellationToken) =>
        store.ReadMessagesAsync(owner, after, limit, cancellationToken);

    public Task<ImmutableArray<Uin>> ListDeletionsAsync(CancellationToken cancellationToken) => store.ListDeletionsAsync(cancellationToken);

    public virtual Task<ImmutableArray<Uin>> ListTiedAsync(Uin uin, CancellationToken cancellationToken) =>
        store.ListTiedAsync(uin, cancellationToken);

    public Task<ImmutableArray<(Uin Owner, Uin Other)>> ListUnconfirmedAsync(CancellationToken cancellationToken) =>
        store.ListUnconfirmedAsync(cancellationToken);

    public Task<ImmutableArray<Acquaintance>> ListAcquaintancesAsync(
        Uin owner, AcquaintanceList list, Uin after, int limit, CancellationToken cancellationToken) =>
        store.ListAcquaintancesAsync(owner, list, after, limit, cancellationToken);

    public Task<ImmutableArray<FoundAccount>> FindAccountsAsync(
        string beginning, FoundAccount? after, int limit, CancellationToken cancellationToken) =>
        store.FindAccountsAsync(beginning, after, limit, cancellationToken);

    public Task<FoundAccount?> FindAccountAsync(Uin uin, CancellationToken cancellationToken) =>
        store.FindAccountAsync(uin, cancellationToken);

    public Task<long> CountAccountsAsync(CancellationToken cancellationToken) => store.CountAccountsAsync(cancellationToken);

    public Task<ImmutableArray<(Uin Owner, SessionRecord Session)>> ListSessionsAsync(CancellationToken cancellationToken) =>
        store.ListSessionsAsync(cancellationToken);

    public Task<DateTimeOffset?> ReadLastAliveAsync(CancellationToken cancellationToken) => store.ReadLastAliveAsync(cancellationToken);

    public Task WriteLastAliveAsync(DateTimeOffset at) => store.WriteLastAliveAsync(at);

    public Task<Swept> SweepMessagesAsync(DateTimeOffset before, long from, int most) => store.SweepMessagesAsync(before, from, most);

    public Task<Swept> SweepTextKeysAsync(DateTimeOffset before, long from, int most) => store.SweepTextKeysAsync(before, from, most);

    public virtual Task<LogFacts?> ReadLogFactsAsync(Uin owner, CancellationToken cancellationToken) =>
        store.ReadLogFactsAsync(owner, cancellationToken);

    public virtual Task<LogSlice> ReadLogAsync(Uin owner, long after, int limit, CancellationToken cancellationToken) =>
        store.ReadLogAsync(owner, after, limit, cancellationToken);

    public Task<ImmutableArray<LogItem>> ReadPageAsync(Uin owner, Uin? peer, long before, int limit, CancellationToken cancellationToken) =>
        store.ReadPageAsync(owner, peer, before, limit, cancellationToken);

    public Task<ImmutableArray<LogItem>> ReadPageAfterAsync(
        Uin owner, Uin peer, long after, int limit, CancellationToken cancellationToken) =>
        store.ReadPageAfterAsync(owner, peer, after, limit, cancellationToken);

    public Task<LogItem?> FindSentAsync(Uin owner, Uin peer, string key, CancellationToken cancellationToken) =>
        store.FindSentAsync(owner, peer, key, cancellationToken);

    public Task<ImmutableArray<Conversation>> ListConversationsAsync(Uin owner, long before, int limit,
        CancellationToken cancellationToken) =>
        store.ListConversationsAsync(owner, before, limit, cancellationToken);

    public Task<LogFound> SearchLogAsync(Uin owner, SearchQuery query, Uin? peer, long before, int limit,
        CancellationToken cancellationToken) =>
        store.SearchLogAsync(owner, query, peer, before, limit, cancellationToken);

    public virtual Task<SearchStep> FollowLogsAsync(int most) => store.FollowLogsAsync(most);

    public Task<ImmutableArray<Uin>> ListUnfilledLogsAsync(CancellationToken cancellationToken) =>
        store.ListUnfilledLogsAsync(cancellationToken);

    public Task<bool> FillLogAsync(Uin owner, int most) => store.FillLogAsync(owner, most);

    public Task<ImmutableArray<(Uin Owner, bool IsDue)>> ListLogsAsync(Uin after, DateTimeOffset before, long quota, bool anew, int limit,
        CancellationToken cancellationToken) =>
        store.ListLogsAsync(after, before, quota, anew, limit, cancellationToken);

    public Task<(int Removed, bool HasMore)> SweepLogAsync(Uin owner, DateTimeOffset before, long quota, bool anew, int most) =>
        store.SweepLogAsync(owner, before, quota, anew, most);

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
