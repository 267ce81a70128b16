using System.Net;
using Tqq.Core.Access;
using Tqq.Core.Operations;
using Tqq.Core.Profiles;
using Tqq.Server.Messaging;

namespace Tqq.Server.Cluster;

/// <summary>What the account is.</summary>
/// <param name="Device">The number of the session.</param>
[GenerateSerializer, Immutable]
internal sealed record ShowOwn(int Device) : AccountCall<DeviceLook<OwnAccount>>
{
    public override ValueTask<DeviceLook<OwnAccount>> RunAsync(AccountHost host, CancellationToken cancellationToken)
    {
        var account = host.Account;
        return new(account.Devices.Charge(Device, host.Services.Clock.Now()) is { } refusal
            ? new DeviceLook<OwnAccount>(refusal, null)
            : new DeviceLook<OwnAccount>(null,
                new(account.Record!, account.Status, account.FriendCount, account.Log.KeepsSent, account.AppPasswords)));
    }
}

/// <summary>Something that the owner changes, when the requests that came before it are done.</summary>
/// <param name="Device">The number of the session.</param>
[GenerateSerializer, Immutable]
internal abstract record OwnerChange<T>([property: Id(0)] int Device) : QueuedCall<DeviceLook<T>>
{
    protected override async Task<DeviceLook<T>> InQueueAsync(AccountHost host) =>
        host.Account.Devices.Charge(Device, host.Services.Clock.Now()) is { } refusal ? new(refusal, default) : await ChangeAsync(host);

    /// <summary>Changes it, for a session that is there.</summary>
    protected abstract Task<DeviceLook<T>> ChangeAsync(AccountHost host);
}

/// <summary>Changes profile and settings.</summary>
/// <param name="Device">The number of the session.</param>
/// <param name="Edit">What is to be changed; the rest stays as it is then.</param>
[GenerateSerializer, Immutable]
internal sealed record EditOwn(int Device, AccountEdit Edit) : OwnerChange<bool>(Device)
{
    protected override async Task<DeviceLook<bool>> ChangeAsync(AccountHost host)
    {
        var record = host.Account.Record!;
        if (host.Account.Administration.Edit(Edit.Apply(record.Profile), Edit.Apply(record.Settings)) is not { } step)
            return new(Outcome.FromAnswer(new Answer.Refused(RefusalReason.OfAdministrator)), false);
        await host.Steps.AdministerAsync(step);
        return new(null, true);
    }
}

/// <summary>Sets the password; all other sessions end.</summary>
/// <param name="Device">The number of the session.</param>
/// <param name="Hash">The slow hash of the new one.</param>
[GenerateSerializer, Immutable]
internal sealed record SetOwnPassword(int Device, string Hash) : OwnerChange<bool>(Device)
{
    protected override async Task<DeviceLook<bool>> ChangeAsync(AccountHost host)
    {
        await host.Steps.AdministerAsync(host.Account.Administration.ChangePassword(Hash, Device));
        return new(null, true);
    }

    /// <summary>Without the hash.</summary>
    public override string ToString() => $"set the password in device session {Device}";
}

/// <summary>Adds an app password.</summary>
/// <param name="Device">The number of the session.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Hash">Its hash.</param>
[GenerateSerializer, Immutable]
internal sealed record AddOwnAppPassword(int Device, string Name, string Hash) : OwnerChange<AppPassword>(Device)
{
    protected override async Task<DeviceLook<AppPassword>> ChangeAsync(AccountHost host)
    {
        if (host.Account.Administration.AddOwnAppPassword(Name, Hash, host.Services.Clock.Now()) is not var (step, added))
            return new(Outcome.FromAnswer(new Answer.AtLimit(AppPassword.Most)), null);
        await host.Steps.AdministerAsync(step);
        return new(null, added);
    }
}

/// <summary>Takes an app password back; false where the account has no such one.</summary>
/// <param name="Device">The number of the session.</param>
/// <param name="AppPassword">Its number.</param>
[GenerateSerializer, Immutable]
internal sealed record RemoveOwnAppPassword(int Device, int AppPassword) : OwnerChange<bool>(Device)
{
    protected override async Task<DeviceLook<bool>> ChangeAsync(AccountHost host)
    {
        if (host.Account.Administration.RemoveAppPassword(AppPassword) is not { } step)
            return new(null, false);
        await host.Steps.AdministerAsync(step);
        return new(null, true);
    }
}

/// <summary>Looks at a password whose attempt was admitted; null where it was not looked at.</summary>
/// <param name="PasswordMd5">MD5 of the password, as the wire sends it.</param>
/// <param name="From">The client's address.</param>
[GenerateSerializer, Immutable]
internal sealed record CheckPassword(string PasswordMd5, IPAddress From) : AccountCall<bool?>
{
    public override async ValueTask<bool?> RunAsync(AccountHost host, CancellationToken cancellationToken) =>
        await host.Queue.PinnedAsync(() => host.IsPasswordAsync(PasswordMd5, From, cancellationToken));

    /// <summary>Without the password.</summary>
    public override string ToString() => $"check a password from {From}";
}
