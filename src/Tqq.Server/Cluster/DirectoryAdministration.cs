using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Access;
using Tqq.Core.Profiles;
using Tqq.Server.Messaging;
using Tqq.Server.Passwords;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>Administration of accounts, wherever they are; lists come from the store.</summary>
internal sealed class DirectoryAdministration(
    IAccountDirectory accounts, IStore store, IPasswordVault passwords, ClusterOptions options)
    : IAccountAdministration
{
    public async Task<bool> CreateAsync(AccountRecord account, string password, CancellationToken cancellationToken) =>
        await accounts.CallAsync(
            account.Uin, new CreateAccount(account, await passwords.HashAsync(password, cancellationToken)), CancellationToken.None);

    public async Task<Uin?> CreateAllAsync(
        IReadOnlyList<(AccountRecord Account, string Password)> created, Action onHashed, Action mayStore,
        CancellationToken cancellationToken)
    {
        var hashes = await passwords.HashAllAsync([.. created.Select(one => one.Password)], onHashed, cancellationToken);
        mayStore();
        var founding = new Founding(created.Count, store);
        await Task.WhenAll(created.Zip(hashes, (one, hash) => founding.BringAsync(() => accounts.CallAsync(
            one.Account.Uin, new CreateTogether(one.Account, hash, founding), CancellationToken.None))));
        return founding.Taken;
    }

    public async Task<AccountDetails?> ShowAsync(Uin uin, CancellationToken cancellationToken)
    {
        if (await accounts.CallAsync(uin, new ShowAccount(), CancellationToken.None) is not { } details)
            return null;
        var log = details.KeepsLog ? await store.ReadLogFactsAsync(uin, cancellationToken) : null;
        return details with { Log = log, LogQuota = options.LogQuota, History = details.KeepsLog ? options.DeviceHistory
            : options.History };
    }

    public Task<long> CountAsync(CancellationToken cancellationToken) => store.CountAccountsAsync(cancellationToken);

    public Task<AccountChanged> EditAsync(Uin uin, AccountEdit edit, CancellationToken cancellationToken) =>
        accounts.CallAsync(uin, new EditAccount(edit), CancellationToken.None).AsTask();

    public async Task<bool> SetPasswordAsync(Uin uin, string password, CancellationToken cancellationToken) =>
        await accounts.CallAsync(uin, new SetPassword(await passwords.HashAsync(password, cancellationToken)), CancellationToken.None)
            == AccountChanged.Done;

    public async Task<(AppPasswordAdded Answer, string Text)> AddAppPasswordAsync(Uin uin, string name, CancellationToken cancellationToken)
    {
        var (text, hash) = AppPasswordText.Make();
        return (await accounts.CallAsync(uin, new AddAppPassword(name, hash), CancellationToken.None), text);
    }

    public Task<ImmutableArray<AppPassword>?> ListAppPasswordsAsync(Uin uin, CancellationToken cancellationToken) =>
        accounts.CallAsync(uin, new ListAppPasswords(), CancellationToken.None).AsTask();

    public Task<bool?> RemoveAppPasswordAsync(Uin uin, int id, CancellationToken cancellationToken) =>
        accounts.CallAsync(uin, new RemoveAppPassword(id), CancellationToken.None).AsTask();

    public async Task<bool> SetEnabledAsync(Uin uin, bool enabled, string reason, CancellationToken cancellationToken) =>
        await accounts.CallAsync(uin, new SetEnabled(enabled, reason), CancellationToken.None) == AccountChanged.Done;

    public Task<EndedSessions?> KickAsync(Uin uin, bool andDevices, CancellationToken cancellationToken) =>
        accounts.CallAsync(uin, new KickAccount(andDevices), CancellationToken.None).AsTask();

    public Task<bool> EndDeviceAsync(Uin uin, int device, CancellationToken cancellationToken) =>
        accounts.CallAsync(uin, new CloseDevice(device, ByAdministrator: true), CancellationToken.None).AsTask();

    public Task<AccountChanged> DeleteAsync(Uin uin, CancellationToken cancellationToken) =>
        accounts.CallAsync(uin, new DeleteAccount(), CancellationToken.None).AsTask();
}
