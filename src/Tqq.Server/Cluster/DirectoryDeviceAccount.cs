using System.Collections.Immutable;
using System.Net;
using Tqq.Core;
using Tqq.Core.Contacts;
using Tqq.Core.Operations;
using Tqq.Core.Profiles;
using Tqq.Server.Messaging;
using Tqq.Server.Passwords;

namespace Tqq.Server.Cluster;

/// <summary>Accounts as their owners use them in device sessions, and the others as they see them, wherever they are.</summary>
internal sealed class DirectoryDeviceAccount(IAccountDirectory accounts, IPasswordVault passwords) : IDeviceAccount, IDevicePeople
{
    // Nothing is held back for longer (protocol.md §5.1): then there is a place again.
    private static readonly Outcome s_notLookedAt = Answer.Refused.TooFast(TimeSpan.FromSeconds(20));

    public ValueTask<DeviceLook<OwnAccount>> ShowAsync(Uin uin, int device, CancellationToken cancellationToken) =>
        accounts.CallAsync(uin, new ShowOwn(device), cancellationToken);

    public async ValueTask<Outcome> EditAsync(Uin uin, int device, AccountEdit edit, CancellationToken cancellationToken) =>
        OutcomeOf(await accounts.CallAsync(uin, new EditOwn(device, edit), CancellationToken.None));

    public async ValueTask<Outcome> CheckPasswordAsync(
        Uin uin, int device, IPAddress from, string password, Func<TimeSpan, ValueTask<bool>> holdBack, CancellationToken cancellationToken)
    {
        var isRight = await accounts.AdmitAsync<bool?>(uin, from, holdBack,
            () => accounts.CallAsync(uin, new CheckPassword(PasswordMd5.Of(password), from), cancellationToken), notLookedAt: null);
        return isRight switch
        {
            true => Answer.Done.Instance,
            false => new Answer.LoginFailed(LoginObstacle.WrongPassword),
            null => s_notLookedAt,
        };
    }

    public async ValueTask<Outcome> SetPasswordAsync(Uin uin, int device, string password, CancellationToken cancellationToken)
    {
        var hash = await passwords.HashAsync(password, cancellationToken);
        return OutcomeOf(await accounts.CallAsync(uin, new SetOwnPassword(device, hash), CancellationToken.None));
    }

    public async ValueTask<Outcome> DeleteAsync(Uin uin, int device, CancellationToken cancellationToken) =>
        (await ShowAsync(uin, device, cancellationToken)).Refusal
        ?? await accounts.CallAsync(uin, new DeleteAccount(), CancellationToken.None) switch
        {
            AccountChanged.Done => Answer.Done.Instance,
            AccountChanged.OfAdministrator => new Answer.Refused(RefusalReason.OfAdministrator),
            _ => Answer.NotLoggedIn.Instance,
        };

    public async ValueTask<DeviceLook<NewAppPassword>> AddAppPasswordAsync(
        Uin uin, int device, string name, CancellationToken cancellationToken)
    {
        var (text, hash) = AppPasswordText.Make();
        var (refusal, added) = await accounts.CallAsync(uin, new AddOwnAppPassword(device, name, hash), CancellationToken.None);
        return new(refusal, added is null ? null : new(added, text));
    }

    public ValueTask<DeviceLook<bool>> RemoveAppPasswordAsync(Uin uin, int device, int id, CancellationToken cancellationToken) =>
        accounts.CallAsync(uin, new RemoveOwnAppPassword(device, id), CancellationToken.None);

    public ValueTask<DeviceLook<ImmutableArray<Acquaintance>>> ListAsync(
        Uin uin, int device, AcquaintanceList list, Uin after, int limit, CancellationToken cancellationToken) =>
        accounts.CallAsync(uin, new ListAcquaintances(device, list, after, limit), cancellationToken);

    public ValueTask<DeviceLook<ImmutableArray<FoundAccount>>> FindAsync(
        Uin uin, int device, string text, FoundAccount? after, int limit, CancellationToken cancellationToken) =>
        accounts.CallAsync(uin, new FindAccounts(device, text, after, limit), cancellationToken);

    public ValueTask<ImmutableArray<PeerMark>?> ReadMarksAsync(Uin uin, int device, CancellationToken cancellationToken) =>
        accounts.CallAsync(uin, new ReadMarks(device), cancellationToken);

    private static Outcome OutcomeOf(DeviceLook<bool> done) => done.Refusal ?? Answer.Done.Instance;
}
