using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Server.Storage;

namespace Tqq.Server.Tests.Storage;

/// <summary>Administrators, and what they did, in memory; nobody changes it behind its back, so the chain is always whole.</summary>
internal partial class MemoryStore : IAdminStore, IAuditStore
{
    private readonly List<AuditLink> _audit = [];
    private long _lastAudit;

    public Task<ImmutableArray<(Uin Uin, DateTimeOffset Since)>> ListAdministratorsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<(Uin, DateTimeOffset)>>([.. _accounts.Where(account => account.Value.Since is not null)
            .Select(account => (account.Key, account.Value.Since!.Value))]);

    public Task<long> AddAuditAsync(AuditRow row)
    {
        _audit.Add(new(++_lastAudit, row.Plain(), ""));
        return Task.FromResult(_lastAudit);
    }

    public Task<ImmutableArray<AuditEntry>> ListAuditAsync(
        AuditFilter filter, long before, int limit, CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<AuditEntry>>(
        [
            .. from act in _audit
               where act.Row.ActOf is null && act.Number < before
               let told = _audit.Find(link => link.Row.ActOf == act.Number)?.Row
               let entry = new AuditEntry(act.Number, act.Row.At, act.Row.Who, act.Row.Address, act.Row.Act,
                   act.Row.Target.Length > 0 ? act.Row.Target : told?.Target ?? "",
                   string.Join("; ", new[] { act.Row.Detail, told?.Detail ?? "" }.Where(text => text.Length > 0)),
                   told?.Outcome ?? act.Row.Outcome)
               where (filter.Who ?? entry.Who) == entry.Who && (filter.Address ?? entry.Address) == entry.Address
                   && entry.Act.StartsWith(filter.Act ?? "", StringComparison.Ordinal)
                   && $"{entry.Who} {entry.Target} {entry.Detail} {entry.Outcome}".Contains(
                       filter.Text ?? "", StringComparison.OrdinalIgnoreCase)
               orderby act.Number descending
               select entry,
        ]).ContinueWith(all => all.Result.Take(limit).ToImmutableArray(), TaskScheduler.Default);

    public Task<ImmutableArray<AuditLink>> ReadAuditAsync(long after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<AuditLink>>([.. _audit.Where(link => link.Number > after).Take(limit)]);

    public Task<AuditVerdict> VerifyAuditAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new AuditVerdict(null, _lastAudit - _audit.Count + 1, _lastAudit, ""));

    public Task<int> SweepAuditAsync(DateTimeOffset before, int most)
    {
        var old = _audit.TakeWhile(link => link.Row.At < before).Take(most).Count();
        _audit.RemoveRange(0, old);
        return Task.FromResult(old);
    }
}
