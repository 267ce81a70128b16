using System.Collections.Immutable;
using System.Net;
using Tqq.Core;
using Tqq.Core.Access;
using Tqq.Core.Limits;
using Tqq.Core.Profiles;
using Tqq.Server.Messaging;
using Tqq.Server.Passwords;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>Administrators, wherever their accounts are.</summary>
internal sealed class DirectoryAdministrators(
    IAccountDirectory accounts, IAdminStore store, IStore rows, IPasswordVault passwords, DirectoryRegistration registration)
    : IAdministrators, IDisposable
{
    // An administrator waits with those who come from where they usually do.
    private static readonly LoginOrigin s_here = new(AddressBlock.Of(IPAddress.Loopback), IsUsual: true);

    // Two who take the role from each other at once would leave nobody.
    private readonly SemaphoreSlim _roles = new(1);

    public async Task<ImmutableArray<Administrator>> ListAsync(CancellationToken cancellationToken)
    {
        var all = ImmutableArray.CreateBuilder<Administrator>();
        foreach (var (uin, since) in await store.ListAdministratorsAsync(cancellationToken))
            if (await accounts.CallAsync(uin, new LookAtAdministrator(null), cancellationToken) is var (isEnabled, standing))
                all.Add(new(uin, since, isEnabled, standing));
        return all.DrainToImmutable();
    }

    public async ValueTask<AdminStanding?> LookAsync(Uin uin, IPAddress from, CancellationToken cancellationToken) =>
        (await accounts.CallAsync(uin, new LookAtAdministrator(from), cancellationToken))?.Standing;

    public ValueTask<SignInOutcome> CheckAsync(
        Uin uin, AdminProof proof, IPAddress from, Func<TimeSpan, ValueTask<bool>> holdBack, CancellationToken cancellationToken) =>
        !uin.CanBeAccount ? new(SignInOutcome.Refused) : accounts.AdmitAsync(uin, from, holdBack,
            () => accounts.CallAsync(
                uin, new CheckAdministrator(PasswordMd5.Of(proof.Password), proof.Code, proof.AsksCode, from), cancellationToken),
            SignInOutcome.NotLookedAt);

    public async Task<Promoted> PromoteAsync(Uin uin, AdminRole role, string password, CancellationToken cancellationToken)
    {
        if (await rows.ReadPasswordHashAsync(uin, cancellationToken) is not { } old)
            return Promoted.Missing;
        var isOld = await passwords.VerifyAsync(old, PasswordMd5.Of(password), s_here, cancellationToken)
            ?? throw new StoreBusyException("too many passwords wait to be computed");
        if (isOld)
            return Promoted.PasswordIsOld;
        var hash = await passwords.HashAsync(password, cancellationToken);
        return await accounts.CallAsync(uin, new Promote(role, hash), CancellationToken.None) == AccountChanged.Done
            ? Promoted.Done : Promoted.Missing;
    }

    public async Task<Registered> MakeAsync(
        Uin? uin, Profile profile, AdminRole role, string password, CancellationToken cancellationToken) =>
        await registration.MakeAsync(uin, profile, await passwords.HashAsync(password, cancellationToken), invitation: null, role);

    public Task<RoleChanged> ChangeRoleAsync(Uin uin, AdminRole role, bool mayBeLast) =>
        ChangeAsync(uin, new ChangeRole(role), mayBeLast || role == AdminRole.Full);

    public Task<RoleChanged> ShutAsync(Uin uin, string reason, bool mayBeLast) =>
        ChangeAsync(uin, new SetEnabled(false, reason), mayBeLast);

    public async Task<string?> BeginFactorAsync(Uin uin)
    {
        var secret = TotpCode.MakeSecret();
        return await accounts.CallAsync(uin, new BeginFactor(secret), CancellationToken.None) == AccountChanged.Done ? secret : null;
    }

    public async Task<ImmutableArray<string>?> SwitchFactorOnAsync(Uin uin, string code)
    {
        ImmutableArray<string> recovery =
            [.. Enumerable.Range(0, SecondFactor.RecoveryCodes).Select(_ => InvitationCode.Make())];
        return await accounts.CallAsync(uin, new SwitchFactorOn(code, [.. recovery.Select(InvitationCode.HashOf)]), CancellationToken.None)
            ? recovery : null;
    }

    public async Task<bool> RemoveFactorAsync(Uin uin) =>
        await accounts.CallAsync(uin, new RemoveFactor(), CancellationToken.None) == AccountChanged.Done;

    public void Dispose() => _roles.Dispose();

    private async Task<RoleChanged> ChangeAsync(Uin uin, AccountChange change, bool mayBeLast)
    {
        await _roles.WaitAsync();
        try
        {
            if (!mayBeLast && (await ListAsync(CancellationToken.None)).Where(IsFull).Select(one => one.Uin) is var full
                && full.Contains(uin) && full.Count() == 1)
                return RoleChanged.IsLast;
            return await accounts.CallAsync(uin, change, CancellationToken.None) == AccountChanged.Done
                ? RoleChanged.Done : RoleChanged.Missing;
        }
        finally
        {
            _roles.Release();
        }
    }

    private static bool IsFull(Administrator one) => one is { IsEnabled: true, Standing.Role: AdminRole.Full };
}
