using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Access;
using Tqq.Core.Profiles;
using Tqq.Server.Messaging;
using Tqq.Server.Passwords;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>Administration over the grains; lists come from the store.</summary>
internal sealed class GrainAdministration(IGrainFactory grains, IStore store, IPasswordVault passwords) : IAccountAdministration
{
    public async Task<bool> CreateAsync(AccountRecord account, string password, CancellationToken cancellationToken) =>
        await Grain(account.Uin).Create(account, await passwords.HashAsync(password, cancellationToken));

    public Task<AccountDetails?> ShowAsync(Uin uin, CancellationToken cancellationToken) => Grain(uin).Show();

    public Task<ImmutableArray<AccountListing>> ListAsync(Uin after, int limit, CancellationToken cancellationToken) =>
        store.ListAccountsAsync(after, limit, cancellationToken);

    public Task<long> CountAsync(CancellationToken cancellationToken) => store.CountAccountsAsync(cancellationToken);

    public Task<bool> EditAsync(Uin uin, Profile profile, AccountSettings settings, CancellationToken cancellationToken) => Grain(uin).Edit(profile, settings);

    public async Task<bool> SetPasswordAsync(Uin uin, string password, CancellationToken cancellationToken) =>
        await Grain(uin).SetPassword(await passwords.HashAsync(password, cancellationToken));

    public async Task<(AppPasswordAdded Answer, string Text)> AddAppPasswordAsync(Uin uin, string name, CancellationToken cancellationToken)
    {
        var (text, hash) = AppPasswordText.Make();
        return (await Grain(uin).AddAppPassword(name, hash), text);
    }

    public Task<ImmutableArray<AppPassword>?> ListAppPasswordsAsync(Uin uin, CancellationToken cancellationToken) => Grain(uin).ListAppPasswords();

    public Task<bool?> RemoveAppPasswordAsync(Uin uin, int id, CancellationToken cancellationToken) => Grain(uin).RemoveAppPassword(id);

    public Task<bool> SetEnabledAsync(Uin uin, bool enabled, CancellationToken cancellationToken) => Grain(uin).SetEnabled(enabled);

    public Task<bool?> KickAsync(Uin uin, CancellationToken cancellationToken) => Grain(uin).Kick();

    public Task<bool> DeleteAsync(Uin uin, CancellationToken cancellationToken) => Grain(uin).Delete();

    private IAccountGrain Grain(Uin uin) => grains.GetGrain<IAccountGrain>(uin.Value);
}
