using Tqq.Core;
using Tqq.Core.Devices;
using Tqq.Core.Presence;
using Tqq.Server.Messaging;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>Looks up accounts and sessions in the store, and asks of those of a page that are online what memory alone knows.</summary>
internal sealed class DirectoryLookup(
    IAccountDirectory accounts, IStore store, IAccountIndex index, LiveSessions sessions, AddressThrottles throttles, Clock clock)
    : IAccountLookup
{
    public int Online => sessions.Count;

    public async Task<AccountsFound> FindAsync(
        AccountSearch search, bool isOnline, AccountPlace? after, int limit, CancellationToken cancellationToken)
    {
        // All that are online are few beside all that there are: they are taken from memory. Of those who are found by something else, the
        // others are left out.
        var isOfMemory = isOnline && search is AccountSearch.All;
        var online = isOfMemory ? sessions.OnlineAfter(after?.Uin ?? new(0), limit) : [];
        var page = await index.FindAsync(
            isOfMemory ? new AccountSearch.Numbered(online) : search, after, limit, cancellationToken);
        var found = new List<AccountSummary>(page.Length);
        foreach (var summary in page)
            if (await WithMemoryAsync(summary, cancellationToken) is var whole
                && (!isOnline || whole.Listing.Status != Status.Offline))
                found.Add(whole);
        return new([.. found], isOfMemory ? online.Length == limit ? new(online[^1], "") : null
            : page.Length == limit ? PlaceOf(page[^1]) : null);
    }

    public Task<long> CountAsync(CancellationToken cancellationToken) => store.CountAccountsAsync(cancellationToken);

    public Task<int> CountShutAsync(CancellationToken cancellationToken) => index.CountShutAsync(cancellationToken);

    public Task<int> CountNumberedAsync(Uin first, Uin last, CancellationToken cancellationToken) =>
        index.CountNumberedAsync(first, last, cancellationToken);

    public async Task<(AccountSummary Summary, Invitation? MadeWith)?> SummarizeAsync(Uin uin, CancellationToken cancellationToken) =>
        await index.SummarizeAsync(uin, cancellationToken) is var (summary, madeWith)
            ? (await WithMemoryAsync(summary, cancellationToken), madeWith) : null;

    public async Task<SessionsFound> ListSessionsAsync(
        SessionFilter filter, (Uin Owner, int Device) after, int limit, CancellationToken cancellationToken)
    {
        var page = await index.ListSessionsAsync(filter, after, limit, cancellationToken);
        var found = new List<KnownSession>(page.Length);
        var now = clock.Now().Wall;
        foreach (var session in page)
            if (session.Kind is null)
                found.Add(session with { LastSeen = await SeenAsync(session.Owner, cancellationToken) });
            else if (!IsOver(session, now))
                found.Add(session);
        return new([.. found], page.Length == limit ? (page[^1].Owner, page[^1].Device) : null);
    }

    public int FailedLogins(Uin uin) => throttles.ByAccount.Count(uin, clock.Now().Uptime);

    public Task<int> CountSessionsAsync(SessionFilter filter, CancellationToken cancellationToken) =>
        index.CountSessionsAsync(filter, cancellationToken);

    private static AccountPlace PlaceOf(AccountSummary summary) =>
        new(summary.Listing.Account.Uin, summary.Listing.Account.Profile.Nick);

    private static bool IsOver(KnownSession session, DateTimeOffset now) => session.Kind == DeviceKind.Token
        ? session.Expires <= now : now - session.LastSeen >= DeviceSession.LongestUnused;

    // Which device has a stream open, and when a client of the wire called last, stands in memory alone.
    private async ValueTask<AccountSummary> WithMemoryAsync(AccountSummary summary, CancellationToken cancellationToken)
    {
        var uin = summary.Listing.Account.Uin;
        if (!sessions.MayBeOnline(uin) || !accounts.IsHere(uin)
            || await accounts.CallAsync(uin, new ShowAccount(), cancellationToken) is not { } details)
            return summary;
        var seen = details.Devices.Select(device => (DateTimeOffset?)device.LastSeen).Append(details.SessionSeen).Append(summary.LastSeen)
            .Max();
        return summary with { Listing = new(summary.Listing.Account, details.Status), LastSeen = seen, Waiting = details.Undelivered };
    }

    private async ValueTask<DateTimeOffset?> SeenAsync(Uin uin, CancellationToken cancellationToken) =>
        accounts.IsHere(uin) ? (await accounts.CallAsync(uin, new ShowAccount(), cancellationToken))?.SessionSeen : null;
}
