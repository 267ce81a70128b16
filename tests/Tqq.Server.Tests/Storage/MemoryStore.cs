using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Contacts;
using Tqq.Core.Log;
using Tqq.Core.Mail;
using Tqq.Core.Search;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;
using Tqq.Server.Storage;

namespace Tqq.Server.Tests.Storage;

/// <summary>
/// The slow, obvious store: what the contract means, without a disk. That it passes too shows that the
/// contract asks for nothing of SQLite's own.
/// </summary>
internal partial class MemoryStore : IStore
{
    private readonly SortedDictionary<Uin, Rows> _accounts = [];
    private int _counted;
    private readonly HashSet<Uin> _deletions = [];
    private DateTimeOffset? _lastAlive;

    public StoreCondition Condition { get; set; }

    /// <summary>How often it was probed.</summary>
    public int Probes { get; private set; }

    /// <summary>A write that succeeds: it is well again.</summary>
    public Task ProbeAsync()
    {
        Probes++;
        Condition = default;
        return Task.CompletedTask;
    }

    public Task<AccountSnapshot?> LoadAsync(Uin uin, CancellationToken cancellationToken) =>
        Task.FromResult(_accounts.TryGetValue(uin, out var rows)
        ? new AccountSnapshot(
            rows.Account, [.. rows.Contacts.Values.OrderBy(contact => contact.Other)], [.. rows.People.Askers], rows.Session, rows.LastId,
                rows.Delivered,
            rows.Waiting.Count(), rows.DeliveredCount)
        {
            UndeliveredBytes = rows.WaitingBytes,
            DeliveredBytes = rows.DeliveredBytes,
            KeepsLog = rows.Log is not null,
            Access = new([.. rows.AppPasswords.Values], rows.LastAppPassword, rows.UsualAddresses),
            Devices = new([.. rows.Devices.Values], rows.LastDevice, rows.Status),
            TextKeys = [.. rows.TextKeys.Select(kept => kept.Key)],
            Marks = [.. rows.People.Marks],
            SecondFactor = rows.Factor,
        }
        : null);

    public Task<string?> ReadPasswordHashAsync(Uin uin, CancellationToken cancellationToken) =>
        Task.FromResult(_accounts.GetValueOrDefault(uin)?.PasswordHash);

    public Task<(Uin Owner, int Device)?> FindDeviceAsync(string credentialHash, CancellationToken cancellationToken) =>
        Task.FromResult(_accounts
            .SelectMany(account => account.Value.Devices.Values, (account, device) => (Owner: account.Key, Device: device))
            .Where(known => known.Device.CredentialHash == credentialHash)
            .Select(known => ((Uin, int)?)(known.Owner, known.Device.Id))
            .FirstOrDefault());

    public Task<ImmutableArray<(Uin Owner, int Device)>> FindPushAsync(string endpoint, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<(Uin, int)>>([.. from account in _accounts from device in account.Value.Devices.Values
            where device.Push?.Endpoint == endpoint select (account.Key, device.Id)]);

    public Task<ImmutableArray<Message>> ReadMessagesAsync(Uin owner, long after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<Message>>([.. (_accounts[owner] is { Log: not null } rows ? rows.Waiting
            : _accounts[owner].Messages.Values).Where(message => message.Id > after).Take(limit)]);

    public async Task<LogWaiting> CommitTogetherAsync(ImmutableArray<(Uin Owner, ImmutableArray<Change> Changes)> all)
    {
        foreach (var (owner, changes) in all)
            await CommitAsync(owner, changes);
        return default;
    }

    public virtual Task<LogWaiting> CommitAsync(Uin owner, ImmutableArray<Change> changes)
    {
        foreach (var change in changes)
            Write(owner, change);
        return Task.FromResult(_accounts.GetValueOrDefault(owner) is { Log: not null } rows
            ? new LogWaiting(rows.Waiting.Count(), rows.WaitingBytes) : default);
    }

    public Task<LogFacts?> ReadLogFactsAsync(Uin owner, CancellationToken cancellationToken) =>
        Task.FromResult(Log(owner) is { } log ? new LogFacts(_accounts[owner].LastId, log.GoneThrough, log.Bytes) : null);

    public Task<LogSlice> ReadLogAsync(Uin owner, long after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult(Log(owner) is { } log
            ? new LogSlice(1, _accounts[owner].LastId, log.GoneThrough, log.Above(after, limit)) : new(1, 0, 0, []));

    public Task<ImmutableArray<LogItem>> ReadPageAsync(Uin owner, Uin? peer, long before, int limit, CancellationToken cancellationToken) =>
        Task.FromResult(Log(owner)?.Page(peer, before, limit) ?? []);

    public Task<ImmutableArray<LogItem>> ReadPageAfterAsync(
        Uin owner, Uin peer, long after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult(Log(owner)?.PageAfter(peer, after, limit) ?? []);

    public Task<LogItem?> FindSentAsync(Uin owner, Uin peer, string key, CancellationToken cancellationToken) =>
        Task.FromResult(Log(owner)?.Sent(peer, key).LastOrDefault());

    public Task<ImmutableArray<Conversation>> ListConversationsAsync(Uin owner, long before, int limit,
        CancellationToken cancellationToken) =>
        Task.FromResult(Log(owner)?.Conversations(before, limit) ?? []);

    public Task<LogFound> SearchLogAsync(Uin owner, SearchQuery query, Uin? peer, long before, int limit,
        CancellationToken cancellationToken) =>
        Task.FromResult(Log(owner)?.Search(query, peer, before, limit) ?? LogFound.Nothing);

    public Task<SearchStep> FollowLogsAsync(int most) => Task.FromResult(default(SearchStep));

    public Task<ImmutableArray<Uin>> ListUnfilledLogsAsync(CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<Uin>>([]);

    public Task<bool> FillLogAsync(Uin owner, int most) => Task.FromResult(false);

    public Task<ImmutableArray<(Uin Owner, bool IsDue)>> ListLogsAsync(Uin after, DateTimeOffset before, long quota, bool anew, int limit,
        CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<(Uin, bool)>>([.. _accounts.Where(pair => pair.Key > after && pair.Value.Log is not null).Take(limit)
            .Select(pair => (pair.Key, true))]);

    public Task<(int Removed, bool HasMore)> SweepLogAsync(Uin owner, DateTimeOffset before, long quota, bool anew, int most) =>
        Task.FromResult(Log(owner)?.Sweep(before, quota, _accounts[owner].Delivered, most) ?? (0, false));

    public Task<ImmutableArray<Uin>> ListDeletionsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<Uin>>([.. _deletions]);

    public Task<ImmutableArray<Uin>> ListTiedAsync(Uin uin, CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<Uin>>(
        [.. _accounts.Where(pair => pair.Value.Contacts.ContainsKey(uin) || pair.Value.People.Names(uin)).Select(pair => pair.Key)]);

    public Task<ImmutableArray<Acquaintance>> ListAcquaintancesAsync(
        Uin owner, AcquaintanceList list, Uin after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<Acquaintance>>([.. (_accounts.GetValueOrDefault(owner)?.People.List(list) ?? [])
            .Where(line => line.Uin > after && _accounts.ContainsKey(line.Uin)).Take(limit)
            .Select(line => line with
            {
                Nick = _accounts[line.Uin].Account.Profile.Nick,
                Avatar = _accounts[line.Uin].Account.Profile.Avatar,
                Introduction = _accounts[line.Uin].Account.Profile[ProfileField.PR],
            })]);

    public Task<ImmutableArray<FoundAccount>> FindAccountsAsync(
        string beginning, FoundAccount? after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<FoundAccount>>([.. _accounts.Values.Select(rows => rows.Account)
            .Where(account => FoundAccount.KeyOf(account)?.StartsWith(FoundAccount.Fold(beginning), StringComparison.Ordinal) == true)
            .Select(Found)
            .OrderBy(found => FoundAccount.Fold(found.Nick), StringComparer.Ordinal).ThenBy(found => found.Uin)
            .SkipWhile(found => after is not null && found.Uin != after.Uin).Skip(after is null ? 0 : 1).Take(limit)]);

    public Task<FoundAccount?> FindAccountAsync(Uin uin, CancellationToken cancellationToken) => Task.FromResult(
        _accounts.GetValueOrDefault(uin)?.Account is { Enabled: true, Settings.WhoMayFind: not WhoMayFind.Nobody } account
            ? Found(account) : null);

    private static FoundAccount Found(AccountRecord account) =>
        new(account.Uin, account.Profile.Nick, account.Profile.Avatar, account.Profile[ProfileField.PR]);

    public Task FinishDeletionAsync(Uin uin)
    {
        _deletions.Remove(uin);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<(Uin Owner, Uin Other)>> ListUnconfirmedAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<(Uin, Uin)>>(
        [.. from pair in _accounts from contact in pair.Value.Contacts.Values
            where contact.IsUnconfirmed select (pair.Key, contact.Other)]);

    public Task<long> CountAccountsAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _counted);
        return Task.FromResult((long)_accounts.Count);
    }

    /// <summary>How often accounts were counted.</summary>
    public int Counted => Volatile.Read(ref _counted);

    public Task<ImmutableArray<(Uin Owner, SessionRecord Session)>> ListSessionsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<(Uin,
            SessionRecord)>>([.. from pair in _accounts where pair.Value.Session is not null select (pair.Key, pair.Value.Session)]);

    public virtual Task EndSessionsAsync(DateTimeOffset begunBefore)
    {
        foreach (var rows in _accounts.Values)
            rows.Session = rows.Session?.Started < begunBefore ? null : rows.Session;
        return Task.CompletedTask;
    }

    public Task<DateTimeOffset?> ReadLastAliveAsync(CancellationToken cancellationToken) => Task.FromResult(_lastAlive);

    public virtual Task WriteLastAliveAsync(DateTimeOffset at)
    {
        _lastAlive = at;
        return Task.CompletedTask;
    }

    public Task<Swept> SweepMessagesAsync(DateTimeOffset before, long from, int most)
    {
        var swept = _accounts.Values
            .SelectMany(rows =>
                rows.Messages.Values.Where(message => message.At < before && message.Id <= rows.Delivered).Select(message =>
                (rows, message)))
            .Take(most).ToList();
        foreach (var (rows, message) in swept)
            rows.Messages.Remove(message.Id);
        return Task.FromResult(new Swept(swept.Count, swept.Count == most ? from : null));
    }

    public Task<Swept> SweepTextKeysAsync(DateTimeOffset before, long from, int most)
    {
        var swept = _accounts.Values.SelectMany(rows => rows.TextKeys.Where(kept => kept.At < before).Select(kept => (rows, kept)))
            .Take(most).ToList();
        foreach (var (rows, kept) in swept)
            rows.TextKeys.Remove(kept);
        return Task.FromResult(new Swept(swept.Count, swept.Count == most ? from : null));
    }

    public ValueTask DisposeAsync() => default;

    private MemoryLog? Log(Uin owner) => _accounts.GetValueOrDefault(owner)?.Log;
}
