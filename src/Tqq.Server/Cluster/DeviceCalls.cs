using System.Collections.Immutable;
using System.Net;
using Tqq.Core.Devices;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Presence;
using Tqq.Server.Messaging;

namespace Tqq.Server.Cluster;

/// <summary>Opens a device session; null where there is no account, or it is shut.</summary>
/// <param name="Kind">What opens it.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="From">The client's address.</param>
/// <param name="CredentialHash">The hash of what its client shows; null where the door keeps that.</param>
[GenerateSerializer, Immutable]
internal sealed record OpenDevice(DeviceKind Kind, string Name, IPAddress From, string? CredentialHash) : QueuedCall<DeviceSession?>
{
    protected override Task<DeviceSession?> InQueueAsync(AccountHost host) => OpenAsync(host, new(Kind, Name, From, CredentialHash), null);

    /// <summary>In the account's queue: opens one.</summary>
    public static async Task<DeviceSession?> OpenAsync(AccountHost host, NewDevice device, DeviceGrant? grant)
    {
        var devices = host.Account.Devices;
        if (devices.Open(device.Kind, device.Name, device.From, device.CredentialHash, host.Services.Clock.Now(), grant,
            device.Status)
            is not var (step, opened))
            return null;
        // Its devices share the log of the account, which is kept from its first device on.
        await host.Steps.AdministerAsync(host.Account.Log.Open());
        await host.Steps.AdministerAsync(step);
        await host.Steps.RunAsync(devices.Settle(host.Services.Clock.Now()));
        return opened;
    }
}

/// <summary>Closes a device session; false where there is none of this number.</summary>
/// <param name="Device">Its number.</param>
/// <param name="ByAdministrator">Whether an administrator ends it.</param>
[GenerateSerializer, Immutable]
internal sealed record CloseDevice(int Device, bool ByAdministrator = false) : QueuedCall<bool>
{
    protected override async Task<bool> InQueueAsync(AccountHost host)
    {
        var devices = host.Account.Devices;
        if (devices.Close(Device, host.Services.Clock.Now(), ByAdministrator) is not { } step)
            return false;
        await host.Steps.AdministerAsync(step);
        await host.Steps.RunAsync(devices.Settle(host.Services.Clock.Now()));
        return true;
    }
}

/// <summary>Whether an administrator has ended a device session, as long as memory knows.</summary>
/// <param name="Device">Its number.</param>
[GenerateSerializer, Immutable]
internal sealed record AskWhoEnded(int Device) : AccountCall<bool>
{
    public override ValueTask<bool> RunAsync(AccountHost host, CancellationToken cancellationToken) =>
        new(host.Account.Devices.WasEndedByAdministrator(Device));
}

/// <summary>Ends the session over HTTP QQ; false where there is none.</summary>
[GenerateSerializer, Immutable]
internal sealed record CloseWire : QueuedCall<bool>
{
    protected override async Task<bool> InQueueAsync(AccountHost host)
    {
        if (host.Account.Session is null)
            return false;
        await host.Steps.AdministerAsync(host.Account.Administration.Kick());
        return true;
    }
}

/// <summary>Gives a device session another name; false where there is none of this number.</summary>
/// <param name="Device">Its number.</param>
/// <param name="Name">The name.</param>
[GenerateSerializer, Immutable]
internal sealed record RenameDevice(int Device, string Name) : QueuedCall<bool>
{
    protected override async Task<bool> InQueueAsync(AccountHost host)
    {
        if (host.Account.Devices.Rename(Device, Name) is not { } step)
            return false;
        await host.Steps.AdministerAsync(step);
        return true;
    }
}

/// <summary>All sessions; null where there is no account.</summary>
[GenerateSerializer, Immutable]
internal sealed record ListSessions : AccountCall<AccountSessions?>
{
    public override ValueTask<AccountSessions?> RunAsync(AccountHost host, CancellationToken cancellationToken) =>
        new(host.Account.Record is null ? null : new AccountSessions(host.Account.Session,
            host.Account.Devices.All.RemoveAll(device => device.HasExpired(host.Services.Clock.Now().Wall))));
}

/// <summary>A stream of a device session is opened; null where there is none of this number.</summary>
/// <param name="Device">Its number.</param>
/// <param name="From">The client's address.</param>
/// <param name="Signal">What is raised when there is something new.</param>
[GenerateSerializer, Immutable]
internal sealed record AttachDevice(int Device, IPAddress From, IDeviceSignal Signal) : AccountCall<DeviceAttachment?>
{
    public override async ValueTask<DeviceAttachment?> RunAsync(AccountHost host, CancellationToken cancellationToken)
    {
        if (host.Account.Devices.Attach(Device, From, host.Services.Clock.Now()) is not { } step)
            return null;
        var attachment = host.Attach(Device, Signal);
        await host.Queue.PinnedAsync(() => host.Steps.RunAsync(step));
        return attachment;
    }
}

/// <summary>What a device shows of its account beside the log; null where that does not admit it now.</summary>
/// <param name="Device">The number of the session.</param>
/// <param name="From">The client's address.</param>
[GenerateSerializer, Immutable]
internal sealed record ViewDevice(int Device, IPAddress From) : AccountCall<DeviceView?>
{
    public override async ValueTask<DeviceView?> RunAsync(AccountHost host, CancellationToken cancellationToken)
    {
        if (host.Account.Presence.IsUnknown || !host.News.Telling.IsCompleted)
            await host.Queue.PinnedAsync(host.AskFriendsAsync);
        return host.Account.Devices.Admit(Device, null, From, host.Services.Clock.Now()) is not null
            ? new(host.Account.Presence.Visible, host.Account.Record!.Profile, host.Account.Status, host.Account.Record.Settings,
                host.Account.Marks)
            : null;
    }
}

/// <summary>Counts something against the limit of everything else; null where it may go on.</summary>
/// <param name="Device">The number of the session.</param>
[GenerateSerializer, Immutable]
internal sealed record ChargeDevice(int Device) : AccountCall<Answer?>
{
    public override ValueTask<Answer?> RunAsync(AccountHost host, CancellationToken cancellationToken) =>
        new(host.Account.Devices.Charge(Device, host.Services.Clock.Now())?.Answer);
}

/// <summary>How friends look now; null where there is no device session of this number.</summary>
/// <param name="Device">Its number.</param>
[GenerateSerializer, Immutable]
internal sealed record ReadPresence(int Device) : AccountCall<ImmutableArray<FriendPresence>?>
{
    public override async ValueTask<ImmutableArray<FriendPresence>?> RunAsync(AccountHost host, CancellationToken cancellationToken)
    {
        if (!host.Account.Devices.Contains(Device))
            return null;
        if (!host.Account.IsOnline)
            return await host.Queue.PinnedAsync(() => AskOnceAsync(host));
        await host.Queue.PinnedAsync(host.AskFriendsAsync);
        return host.Account.Presence.Visible;
    }

    // Nobody tells an account that is not online, so what it hears now is not kept.
    private static async Task<ImmutableArray<FriendPresence>> AskOnceAsync(AccountHost host)
    {
        var question = new PeerRequest.AskPresence(host.Uin);
        var answers = await Task.WhenAll(host.Account.Presence.Friends.Where(host.Services.Sessions.MayBeOnline)
            .Select(friend => host.Services.Peers.HearAsync(friend, question).AsTask()));
        return [.. answers.OfType<PeerAnswer.Looks>().Select(looks => looks.Presence).Where(presence => presence.IsVisible)];
    }
}
