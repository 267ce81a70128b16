using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Tqq.Core.Access;
using Tqq.Core.Accounts;
using Tqq.Core.Profiles;
using Tqq.Core.Steps;
using Tqq.Server.Messaging;
using Tqq.Server.Passwords;

namespace Tqq.Server.Cluster;

/// <summary>How an administrator stands; null where the account is none of one, or is not admitted from there.</summary>
/// <param name="From">The client's address; null for how it stands wherever it is.</param>
[GenerateSerializer, Immutable]
internal sealed record LookAtAdministrator(IPAddress? From) : AccountCall<AdminLook?>
{
    public override async ValueTask<AdminLook?> RunAsync(AccountHost host, CancellationToken cancellationToken)
    {
        if (host.Account.Record is not { Role: not AdminRole.None } record
            || (From is not null && !(record.Enabled && record.Settings.Access.Admits(From))))
            return null;
        var factor = host.Account.Role.Factor;
        var hash = await host.Services.Store.ReadPasswordHashAsync(host.Uin, cancellationToken);
        return new(record.Enabled, new(record.Profile.Nick, record.Role, factor is { IsOn: true }, factor?.Recovery.Length ?? 0,
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(hash ?? "")))));
    }
}

/// <summary>An administrator, looked at.</summary>
/// <param name="IsEnabled">Whether the account is open.</param>
/// <param name="Standing">How it stands.</param>
[GenerateSerializer, Immutable]
internal sealed record AdminLook(bool IsEnabled, AdminStanding Standing);

/// <summary>An attempt to prove that one is this administrator, which was admitted. Other calls come in between.</summary>
/// <param name="PasswordMd5">MD5 of the password, as the wire sends it.</param>
/// <param name="Code">A code of the second factor.</param>
/// <param name="AsksCode">Whether one is asked for.</param>
/// <param name="From">The client's address.</param>
[GenerateSerializer, Immutable]
internal sealed record CheckAdministrator(string PasswordMd5, string? Code, bool AsksCode, IPAddress From) : AccountCall<SignInOutcome>
{
    public override async ValueTask<SignInOutcome> RunAsync(AccountHost host, CancellationToken cancellationToken)
    {
        // Nothing tells whoever guesses whether it is the password that is wrong, or the role that is missing.
        var wanted = host.Account.Record is { Role: not AdminRole.None } ? PasswordMd5 : "";
        var outcome = await host.Queue.PinnedAsync(() => host.CheckAsync(wanted, Code, AsksCode, From, cancellationToken));
        host.LeaveIfUnused();
        return outcome;
    }

    /// <summary>Without the password.</summary>
    public override string ToString() => $"check an administrator from {From}";
}

/// <summary>Makes the account an administrator's, with a new password; false where there is no account.</summary>
/// <param name="Role">The role.</param>
/// <param name="PasswordHash">The slow hash of the password.</param>
[GenerateSerializer, Immutable]
internal sealed record Promote(AdminRole Role, string PasswordHash) : AccountChange
{
    protected override Step.Done? StepOn(AccountHost host) =>
        host.Account.Role.Promote(Role, PasswordHash, host.Services.Clock.Now());

    /// <summary>Without the hash.</summary>
    public override string ToString() => $"promote to {Role}";
}

/// <summary>Gives an administrator another role, or takes it away.</summary>
/// <param name="Role">The role.</param>
[GenerateSerializer, Immutable]
internal sealed record ChangeRole(AdminRole Role) : AccountChange
{
    protected override Step.Done? StepOn(AccountHost host) =>
        host.Account.Record!.Role == AdminRole.None ? null : AccountRole.Change(Role, host.Services.Clock.Now());
}

/// <summary>Sets a second factor that is not on yet; nothing where one is on, or the account is none of an administrator.</summary>
/// <param name="Secret">The secret, in base 32.</param>
[GenerateSerializer, Immutable]
internal sealed record BeginFactor(string Secret) : AccountChange
{
    protected override Step.Done? StepOn(AccountHost host) =>
        host.Account is { Record.Role: not AdminRole.None, Role.Factor: not { IsOn: true } }
            ? AccountRole.SetFactor(SecondFactor.Of(Secret)) : null;

    /// <summary>Without the secret.</summary>
    public override string ToString() => "begin a second factor";
}

/// <summary>Has the second factor asked for; false where the code is wrong, or there is none that is not on.</summary>
/// <param name="Code">A code of it.</param>
/// <param name="Recovery">The hashes of its recovery codes.</param>
[GenerateSerializer, Immutable]
internal sealed record SwitchFactorOn(string Code, ImmutableArray<string> Recovery) : QueuedCall<bool>
{
    protected override async Task<bool> InQueueAsync(AccountHost host)
    {
        var now = host.Services.Clock.Now();
        if (host.Account.Role.Factor is not { IsOn: false } factor || !host.Services.Guesses.TryTake(host.Uin, now.Uptime)
            || TotpCode.StepOf(factor.Secret, Code, now.Wall) is not { } step)
            return false;
        host.Services.Guesses.GiveBack(host.Uin);
        await host.Steps.AdministerAsync(AccountRole.SetFactor(new(factor.Secret, true, step, Recovery)));
        return true;
    }

    /// <summary>Without the code.</summary>
    public override string ToString() => "switch a second factor on";
}

/// <summary>Takes the second factor away; nothing where there is none.</summary>
[GenerateSerializer, Immutable]
internal sealed record RemoveFactor : AccountChange
{
    protected override Step.Done? StepOn(AccountHost host) => host.Account.Role.Factor is null ? null : AccountRole.SetFactor(null);
}
