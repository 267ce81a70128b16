using System.Collections.Immutable;
using Tqq.Core.Access;
using Tqq.Core.Accounts;
using Tqq.Core.Profiles;
using Tqq.Core.Steps;
using Tqq.Server.Messaging;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>
/// A change that an administrator makes, when the requests that came before it are done.
/// </summary>
[GenerateSerializer, Immutable]
internal abstract record AccountChange : QueuedCall<AccountChanged>
{
    protected override async Task<AccountChanged> InQueueAsync(AccountHost host)
    {
        if (host.Account.Record is null)
            return AccountChanged.NoAccount;
        if (StepOn(host) is not { } step)
            return AccountChanged.OfAdministrator;
        await host.Steps.AdministerAsync(step);
        return AccountChanged.Done;
    }

    /// <summary>The change, for an account that is there; null where its role stands against it.</summary>
    protected abstract Step.Done? StepOn(AccountHost host);
}

/// <summary>Makes the account; false where it is there.</summary>
/// <param name="Account">Its record.</param>
/// <param name="PasswordHash">The slow hash of its password.</param>
/// <param name="Invitation">The number of the invitation that it is made with, if it is.</param>
[GenerateSerializer, Immutable]
internal sealed record CreateAccount(AccountRecord Account, string PasswordHash, long? Invitation = null) : QueuedCall<bool>
{
    protected override async Task<bool> InQueueAsync(AccountHost host)
    {
        if (host.Account.Record is not null)
            return false;
        await host.Services.Deletions.FreeAsync(host.Uin);
        await host.Steps.AdministerAsync(AccountAdministration.Create(Account, PasswordHash, Invitation));
        host.Scheduler.Open();
        return true;
    }
}

/// <summary>What there is to say of it, or null.</summary>
[GenerateSerializer, Immutable]
internal sealed record ShowAccount : AccountCall<AccountDetails?>
{
    public override ValueTask<AccountDetails?> RunAsync(AccountHost host, CancellationToken cancellationToken)
    {
        var (account, now) = (host.Account, host.Services.Clock.Now());
        return new(account.Record is { } record
            ? new AccountDetails(record, account.Session, account.FriendCount, account.Mailbox.Waiting, account.Log.IsKept)
            {
                KeepsSent = account.Log.KeepsSent,
                Status = account.Status,
                SessionSeen = account.SessionSeen is { } seen ? now.Wall - (now.Uptime - seen) : null,
                Devices = account.Devices.All,
            }
            : null);
    }
}

/// <summary>Changes profile and settings.</summary>
/// <param name="Edit">What is to be changed; the rest stays as it is then.</param>
[GenerateSerializer, Immutable]
internal sealed record EditAccount(AccountEdit Edit) : AccountChange
{
    protected override Step.Done? StepOn(AccountHost host)
    {
        var record = host.Account.Record!;
        return host.Account.Administration.Edit(Edit.Apply(record.Profile), Edit.Apply(record.Settings));
    }
}

/// <summary>Sets the password.</summary>
/// <param name="Hash">The slow hash of the new one.</param>
[GenerateSerializer, Immutable]
internal sealed record SetPassword(string Hash) : AccountChange
{
    protected override Step.Done? StepOn(AccountHost host) =>
        host.Account.Administration.SetPassword(Hash, host.Services.Clock.Now());
}

/// <summary>Opens or shuts it.</summary>
/// <param name="Enabled">Whether it is to be open.</param>
/// <param name="Reason">Why it is shut; may be empty.</param>
[GenerateSerializer, Immutable]
internal sealed record SetEnabled(bool Enabled, string Reason) : AccountChange
{
    protected override Step.Done? StepOn(AccountHost host) => host.Account.Administration.SetEnabled(
        Enabled, Enabled ? null : new(Reason, host.Services.Clock.Now().Wall));
}

/// <summary>Adds an app password, and tells the account so.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Hash">Its hash.</param>
[GenerateSerializer, Immutable]
internal sealed record AddAppPassword(string Name, string Hash) : QueuedCall<AppPasswordAdded>
{
    protected override async Task<AppPasswordAdded> InQueueAsync(AccountHost host)
    {
        if (host.Account.Record is null)
            return new AppPasswordAdded(false, null);
        if (host.Account.Administration.AddAppPassword(Name, Hash, host.Services.Clock.Now()) is not var (step, added))
            return new(true, null);
        await host.Steps.AdministerAsync(step);
        return new(true, added);
    }
}

/// <summary>Its app passwords; null where there is no account.</summary>
[GenerateSerializer, Immutable]
internal sealed record ListAppPasswords : AccountCall<ImmutableArray<AppPassword>?>
{
    public override ValueTask<ImmutableArray<AppPassword>?> RunAsync(AccountHost host, CancellationToken cancellationToken) =>
        new(host.Account.Record is null ? null : host.Account.AppPasswords);
}

/// <summary>Takes an app password back; false where it has no such one, null where there is no account.</summary>
/// <param name="Id">Its number.</param>
[GenerateSerializer, Immutable]
internal sealed record RemoveAppPassword(int Id) : QueuedCall<bool?>
{
    protected override async Task<bool?> InQueueAsync(AccountHost host)
    {
        if (host.Account.Record is null)
            return null;
        if (host.Account.Administration.RemoveAppPassword(Id) is not { } step)
            return false;
        await host.Steps.AdministerAsync(step);
        return true;
    }
}

/// <summary>Ends the wire session; says what has ended, or null where there is no account.</summary>
/// <param name="AndDevices">Whether device sessions end as well.</param>
[GenerateSerializer, Immutable]
internal sealed record KickAccount(bool AndDevices) : QueuedCall<EndedSessions?>
{
    protected override async Task<EndedSessions?> InQueueAsync(AccountHost host)
    {
        if (host.Account.Record is null)
            return null;
        var (wire, devices) = (host.Account.Session, host.Account.Devices.All);
        await host.Steps.AdministerAsync(host.Account.Administration.Kick(AndDevices, host.Services.Clock.Now()));
        return AndDevices ? new(wire, devices, 0) : new(wire, [], devices.Length);
    }
}

/// <summary>Removes it; not an administrator's. Whoever takes the number next begins with nothing of this one.</summary>
[GenerateSerializer, Immutable]
internal sealed record DeleteAccount : AccountChange
{
    public override async ValueTask<AccountChanged> RunAsync(AccountHost host, CancellationToken cancellationToken)
    {
        try
        {
            var changed = await base.RunAsync(host, cancellationToken);
            if (changed != AccountChanged.OfAdministrator)
                await LeaveForGoodAsync(host);
            return changed;
        }
        catch (StoreUncertainException e)
        {
            LeaveForGoodWhenAsync(e.Fate, host).Ignore();
            throw;
        }
    }

    protected override Step.Done? StepOn(AccountHost host)
    {
        if (host.Account.Record!.Role != AdminRole.None)
            return null;
        var administration = host.Account.Administration;
        host.Services.Deletions.Begin(host.Uin, [.. administration.Tied, .. host.Steps.TiesUnderWay]);
        return administration.Delete();
    }

    private static async Task LeaveForGoodAsync(AccountHost host)
    {
        host.Scheduler.Close();
        await host.Services.Deletions.TryFinishAsync(host.Uin);
        host.Leave();
    }

    private static async Task LeaveForGoodWhenAsync(Task isDeleted, AccountHost host)
    {
        await isDeleted;
        await LeaveForGoodAsync(host);
    }
}
