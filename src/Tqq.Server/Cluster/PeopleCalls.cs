using System.Collections.Immutable;
using System.Globalization;
using Tqq.Core;
using Tqq.Core.Contacts;
using Tqq.Core.Profiles;
using Tqq.Server.Messaging;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>A look at others, which costs the account's rate. The store is read outside of the account's turns.</summary>
/// <param name="Device">The number of the session.</param>
[GenerateSerializer, Immutable]
internal abstract record PeopleLook<T>([property: Id(0)] int Device) : AccountCall<DeviceLook<ImmutableArray<T>>>
{
    public override async ValueTask<DeviceLook<ImmutableArray<T>>> RunAsync(AccountHost host, CancellationToken cancellationToken) =>
        host.Account.Devices.Charge(Device, host.Services.Clock.Now()) is { } refusal ? new(refusal, [])
            : new(null, await host.Queue.PinnedAsync(() => LookAsync(host.Services.Store, host.Uin, cancellationToken)));

    /// <summary>Reads, for a session that is there.</summary>
    protected abstract Task<ImmutableArray<T>> LookAsync(IStore store, Uin uin, CancellationToken cancellationToken);

    /// <summary>How many are read.</summary>
    protected static int Within(int limit) => Math.Clamp(limit, 1, IDevicePeople.MostAtOnce);
}

/// <summary>A part of one of the account's lists.</summary>
[GenerateSerializer, Immutable]
internal sealed record ListAcquaintances(int Device, AcquaintanceList List, Uin After, int Limit) : PeopleLook<Acquaintance>(Device)
{
    protected override Task<ImmutableArray<Acquaintance>> LookAsync(IStore store, Uin uin, CancellationToken cancellationToken) =>
        store.ListAcquaintancesAsync(uin, List, After, Within(Limit), cancellationToken);
}

/// <summary>Finds accounts.</summary>
/// <param name="Device">The number of the session.</param>
/// <param name="Text">A number, or the beginning of a nickname.</param>
/// <param name="After">The last one of the part before; null for the first part.</param>
/// <param name="Limit">How many at most.</param>
[GenerateSerializer, Immutable]
internal sealed record FindAccounts(int Device, string Text, FoundAccount? After, int Limit) : PeopleLook<FoundAccount>(Device)
{
    protected override async Task<ImmutableArray<FoundAccount>> LookAsync(IStore store, Uin uin, CancellationToken cancellationToken)
    {
        var ofNumber = uint.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? await store.FindAccountAsync(new(number), cancellationToken) : null;
        // The one of the number stands before all others, and once.
        var isFirst = After is null && ofNumber is not null;
        var after = After is not null && After.Uin == ofNumber?.Uin ? null : After;
        var byNick = await store.FindAccountsAsync(Text, after, Within(Limit) + 1, cancellationToken);
        return [.. (isFirst ? [ofNumber!] : ImmutableArray<FoundAccount>.Empty)
            .Concat(byNick.Where(found => found.Uin != ofNumber?.Uin)).Take(Within(Limit))];
    }
}

/// <summary>All that the account has noted of others; null where there is no such session.</summary>
[GenerateSerializer, Immutable]
internal sealed record ReadMarks(int Device) : AccountCall<ImmutableArray<PeerMark>?>
{
    public override ValueTask<ImmutableArray<PeerMark>?> RunAsync(AccountHost host, CancellationToken cancellationToken) =>
        new(host.Account.Devices.Contains(Device) ? host.Account.Marks : null);
}
