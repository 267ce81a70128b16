using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Devices;
using Tqq.Core.Log;
using Tqq.Core.Operations;
using Tqq.Server.Messaging;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>Has the browser of a device session told of messages while no page is open.</summary>
/// <param name="Device">The number of the session.</param>
/// <param name="Target">Where.</param>
[GenerateSerializer, Immutable]
internal sealed record SetPush(int Device, PushTarget Target) : QueuedCall<Outcome>
{
    protected override async Task<Outcome> InQueueAsync(AccountHost host)
    {
        var devices = host.Account.Devices;
        if (!devices.Contains(Device))
            return Answer.NotLoggedIn.Instance;
        if (devices.SetPush(Device, Target) is not { } step)
            return new Answer.AtLimit(PushTarget.Most);
        await host.Steps.AdministerAsync(step);
        return Answer.Done.Instance;
    }
}

/// <summary>Has the browser of a device session told no longer; false where it is not.</summary>
/// <param name="Device">The number of the session.</param>
/// <param name="Endpoint">Only where it is told there; null for wherever.</param>
[GenerateSerializer, Immutable]
internal sealed record ClearPush(int Device, string? Endpoint) : QueuedCall<bool>
{
    protected override async Task<bool> InQueueAsync(AccountHost host)
    {
        if (host.Account.Devices.ClearPush(Device, Endpoint) is not { } step)
            return false;
        await host.Steps.AdministerAsync(step);
        return true;
    }

    /// <summary>Without the endpoint.</summary>
    public override string ToString() => $"clear push of device session {Device}";
}

/// <summary>What there is to be said of an item of the log; null where nobody is to be told.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Peer">Of whom it is.</param>
[GenerateSerializer, Immutable]
internal sealed record LookForPush(long Number, Uin Peer) : AccountCall<PushLook?>
{
    // Only what was said a moment ago stands before it in the list of conversations.
    private const int AtOnce = 20;

    public override async ValueTask<PushLook?> RunAsync(AccountHost host, CancellationToken cancellationToken)
    {
        var account = host.Account;
        if (!account.Devices.HasPush || account.Marks.Any(mark => mark.Peer == Peer && (mark.IsMuted || mark.IsBlocked)))
            return null;
        var now = host.Services.Clock.Now().Wall;
        ImmutableArray<(int, PushTarget)> targets = [.. from device in account.Devices.All
            where device.Push is not null && !device.HasExpired(now) select (device.Id, device.Push)];
        var item = await host.Queue.PinnedAsync(() => FindUnreadAsync(host.Services.Store, host.Uin, cancellationToken));
        return item is null || targets.IsEmpty ? null : new(account.Devices.IsPageOpen, item, targets);
    }

    private async Task<LogItem?> FindUnreadAsync(IStore store, Uin uin, CancellationToken cancellationToken)
    {
        var found = await store.ReadPageAfterAsync(uin, Peer, Number - 1, 1, cancellationToken);
        return found is [{ Kind: not LogKind.Deleted } item] && item.Number == Number
            && Number > await ReadThroughAsync(store, uin, cancellationToken) ? item : null;
    }

    // The conversation that the item is in has it, or one behind it, as its last: so those below it need not be looked at.
    private async Task<long> ReadThroughAsync(IStore store, Uin uin, CancellationToken cancellationToken)
    {
        for (var before = long.MaxValue; before > Number;)
        {
            var some = await store.ListConversationsAsync(uin, before, AtOnce, cancellationToken);
            if (some.FirstOrDefault(one => one.Peer == Peer) is { } conversation)
                return conversation.ReadThrough;
            before = some.Length == AtOnce ? some[^1].Last : 0;
        }

        return 0;
    }
}
