using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Access;
using Tqq.Core.Profiles;
using Tqq.Server.Messaging;
using Tqq.Server.Passwords;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>Administration over the grains; lists come from the store.</summary>
internal sealed class GrainAdministration(AccountGrains grains, IStore store, IPasswordVault passwords) : IAccountAdministration
{
    public async Task<bool> CreateAsync(AccountRecord account, string password, CancellationToken cancellationToken) =>
        await grains[account.Uin].Create(account, await passwords.HashAsync(password, cancellationToken));

    public Task<AccountDetails?> ShowAsync(Uin uin, CancellationToken cancellationToken) => grains[uin].Show();

    public Task<ImmutableArray<AccountListing>> ListAsync(Uin after, int limit, CancellationToken cancellationToken) =>
        store.ListAccountsAsync(after, limit, cancellationToken);

    public Task<long> CountAsync(CancellationToken cancellationToken) => store.CountAccountsAsync(cancellationToken);

    public Task<bool> EditAsync(Uin uin, AccountEdit edit, CancellationToken cancellationToken) => grains[uin].Edit(edit);

    public async Task<bool> SetPasswordAsync(Uin uin, string password, CancellationToken cancellationToken) =>
        await grains[uin].SetPassword(await passwords.HashAsync(password, cancellationToken));

    public async Task<(AppPasswordAdded Answer, string Text)> AddAppPasswordAsync(Uin uin, string name, CancellationToken cancellationToken)
    {
        var (text, hash) = AppPasswordText.Make();
        return (await grains[uin].AddAppPassword(name, hash), text);
    }

    public Task<ImmutableArray<AppPassword>?> ListAppPasswordsAsync(Uin uin, CancellationToken cancellationToken) => grains[uin].ListAppPasswords();

    public Task<bool?> RemoveAppPasswordAsync(Uin uin, int id, CancellationToken cancellationToken) => grains[uin].RemoveAppPassword(id);

    public Task<bool> SetEnabledAsync(Uin uin, bool enabled, CancellationToken cancellationToken) => grains[uin].SetEnabled(enabled);

    public Task<bool?> KickAsync(Uin uin, CancellationToken cancellationToken) => grains[uin].Kick();

    public Task<bool> DeleteAsync(Uin uin, CancellationToken cancellationToken) => grains[uin].Delete();
}
