using System.Collections.Immutable;
using System.Net;
using Orleans.Concurrency;
using Tqq.Core;
using Tqq.Core.Access;
using Tqq.Core.Accounts;
using Tqq.Core.Changes;
using Tqq.Core.Limits;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;
using Tqq.Core.Steps;
using Tqq.Server.Messaging;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>
/// The door to one account, wherever in the cluster it is: Orleans brings it into memory, as the only writer of its rows, when it is first called. What is
/// asked often does not come this way where the account is here (<see cref="AccountGrains"/>); so not Orleans decides when it leaves, but the account.
/// </summary>
[Reentrant, CollectionAgeLimit(AlwaysActive = true)]
internal sealed class AccountGrain(AccountServices services) : Grain, IAccountGrain
{
    // Failures are forgotten after five minutes.
    private static readonly TimeSpan LongestTrouble = TimeSpan.FromMinutes(5.1);

    private AccountHost? _sound;
    private StoreRefusedException? _unreadable;
    private TimeSpan _wakes = TimeSpan.MaxValue;
    private bool _hadSession;

    private Uin Uin => new((uint)this.GetPrimaryKeyLong());

    // An account that cannot be read, because it is damaged on disk or the disk hangs, is neither shown nor changed: its client and all who speak to it are
    // refused.
    private AccountHost Host => !IsUnreadable() ? _sound!
        : throw (_unreadable is StoreBusyException ? new StoreBusyException(_unreadable.Message, _unreadable) : new StoreDamagedException(_unreadable!.Message, _unreadable));

    private LiveAccount Account => Host.Account;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        AccountSnapshot? snapshot;
        var sessionIsOver = services.Revival.AreOver;
        try
        {
            snapshot = await services.Store.LoadAsync(Uin, cancellationToken);
        }
        catch (StoreRefusedException e)
        {
            _unreadable = e;
            return;
        }

        if (sessionIsOver)
            snapshot = snapshot is null ? null : snapshot with { Session = null };
        _sound = new(Uin, new LiveAccount(Uin, snapshot, services.Rules, services.Clock.Now()), services);
        // Numbers that are nobody's are Orleans' alone, so that they leave as soon as they have been answered.
        if (snapshot is not null)
            _sound.Open();
        _sound.Arrive();
        Watch();
        services.Here.Add(_sound);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_sound is not null)
            services.Here.Remove(_sound);
        return Task.CompletedTask;
    }

    public async Task<Outcome> Login(LoginAttempt attempt, CancellationToken cancellationToken) => IsUnreadable()
        ? Answer.Refused.Instance
        : await Host.Turn(async () =>
        {
            var outcome = await Host.UnderWay(() => LoginInTurn(attempt, cancellationToken));
            LeaveIfUnused();
            return outcome;
        });

    public Task<LoginPermit?> AdmitLogin(IPAddress address) => IsUnreadable()
        ? Task.FromResult<LoginPermit?>(null)
        : Host.Turn(() =>
        {
            var now = services.Clock.Now();
            var permit = Account.AdmitLogin(address, services.Throttles.Delay(address, now.Uptime), now);
            LeaveIfUnused();
            return Task.FromResult(permit);
        });

    public Task WithdrawLogin(IPAddress address) => IsUnreadable()
        ? Task.CompletedTask
        : Host.Turn(() =>
        {
            Account.WithdrawLogin(address);
            LeaveIfUnused();
            return Task.FromResult(true);
        });

    public async Task<Outcome> Execute(Operation operation, Caller caller)
    {
        if (IsUnreadable())
            return Answer.Refused.Instance;
        var outcome = await Host.Execute(operation, caller);
        await Host.Turn(LeaveIfNobody);
        return outcome;
    }

    public Task<PeerAnswer> Hear(PeerRequest request) => IsUnreadable() ? Task.FromResult<PeerAnswer>(PeerAnswer.Full.Instance) : Host.Hear(request).AsTask();

    public Task Report(long handout, HandoutFate fate) => IsUnreadable() ? Task.CompletedTask : Host.Report(handout, fate).AsTask();

    public Task Wake() => IsUnreadable() ? Task.CompletedTask : Host.Turn(WakeInTurn);

    public Task<bool> Create(AccountRecord account, string passwordHash) => Host.Turn(() => Host.InLine(async () =>
    {
        if (Account.Record is not null)
            return false;
        await services.Unfinished.FreeAsync(Uin);
        await Host.Administer(AccountAdministration.Create(account, passwordHash));
        Host.Open();
        return true;
    }));

    public Task<AccountDetails?> Show() => Host.Turn(() => Task.FromResult(Account.Record is { } record
        ? new AccountDetails(record, Account.Session, Account.FriendCount, Account.Mailbox.Waiting)
        : null));

    public Task<bool> Edit(AccountEdit edit) => IfThere(administration => administration.Edit(edit.Apply(Account.Record!.Profile), edit.Apply(Account.Record.Settings)));

    public Task<bool> SetPassword(string passwordHash) => IfThere(administration => administration.SetPassword(passwordHash));

    public Task<AppPasswordAdded> AddAppPassword(string name, string hash) => Host.Turn(() => Host.InLine(async () =>
    {
        if (Account.Record is null || Account.Administration.AddAppPassword(name, hash, services.Clock.Now()) is not var (step, added))
            return new AppPasswordAdded(Account.Record is not null, null);
        await Host.Administer(step);
        return new(true, added);
    }));

    public Task<ImmutableArray<AppPassword>?> ListAppPasswords() => Host.Turn(() =>
        Task.FromResult<ImmutableArray<AppPassword>?>(Account.Record is null ? null : Account.AppPasswords));

    public Task<bool?> RemoveAppPassword(int id) => Host.Turn(() => Host.InLine<bool?>(async () =>
    {
        if (Account.Record is null)
            return null;
        if (Account.Administration.RemoveAppPassword(id) is not { } step)
            return false;
        await Host.Administer(step);
        return true;
    }));

    public Task<bool> SetEnabled(bool enabled) => IfThere(administration => administration.SetEnabled(enabled));

    public Task<bool?> Kick() => Host.Turn(() => Host.InLine<bool?>(async () =>
    {
        if (Account.Record is null)
            return null;
        var had = Account.Session is not null;
        await Host.Administer(Account.Administration.Kick());
        return had;
    }));

    public Task Confirm(Uin other) => IsUnreadable()
        ? Task.CompletedTask
        : Host.Turn(() => Host.InLine(() => Host.CarryOut(Account.Administration.Confirm(other))));

    public async Task<bool> Delete()
    {
        try
        {
            var was = await IfThere(administration =>
            {
                services.Unfinished.BeginDeletion(Uin, [.. administration.Tied, .. Host.TiesUnderWay]);
                return administration.Delete();
            });
            await LeaveForGood();
            return was;
        }
        catch (StoreUncertainException e)
        {
            LeaveForGoodWhen(e.Fate).Ignore();
            throw;
        }
    }

    // Whoever takes the number next begins with nothing of this one.
    private async Task LeaveForGood()
    {
        Host.Close();
        services.Here.Remove(Host);
        await services.Unfinished.TryAsync(() => services.Unfinished.FinishDeletionAsync(Uin));
        Leave();
    }

    private async Task LeaveForGoodWhen(Task isDeleted)
    {
        await isDeleted;
        await LeaveForGood();
    }

    private async Task<Outcome> LoginInTurn(LoginAttempt attempt, CancellationToken cancellationToken)
    {
        var address = attempt.Caller.Address;
        var check = Account.Examine(attempt);
        if ((check is LoginCheck.ByAppPassword ? true : await IsRight(check, attempt, cancellationToken)) is not { } isRight)
        {
            Account.WithdrawLogin(address);
            return Answer.Refused.Instance;
        }

        var now = services.Clock.Now();
        var step = Account.Login(check, isRight, attempt, SessionKeys.Make(), now);
        if (step is Step.Done { Outcome.Answer: Answer.LoginFailed })
            services.Throttles.Failed(address, Uin, now.Uptime);
        else
            services.Throttles.Succeeded(address, Uin);
        var done = await Host.CarryOut(step);
        Watch();
        return done.Outcome;
    }

    // Whatever stands behind the number is read and computed alike, so that the time tells nothing. Null where it cannot be said now.
    private async Task<bool?> IsRight(LoginCheck check, LoginAttempt attempt, CancellationToken cancellationToken)
    {
        string? hash;
        try
        {
            hash = await services.Store.ReadPasswordHashAsync(Uin, cancellationToken);
        }
        catch (StoreRefusedException)
        {
            return null;
        }

        return await services.Passwords.VerifyAsync(check is LoginCheck.ByPassword ? hash : null, attempt.PasswordMd5, new(AddressBlock.Of(attempt.Caller.Address), Account.IsUsual(attempt.Caller.Address)), cancellationToken);
    }

    private async Task<bool> WakeInTurn()
    {
        var now = services.Clock.Now();
        // Who was in memory before may be woken once more than it asked for.
        if (now.Uptime < _wakes)
            return false;
        _wakes = TimeSpan.MaxValue;
        try
        {
            if (Account.Expire(now) is { } step)
                await Host.CarryOut(step);
        }
        finally
        {
            Watch();
        }

        // What was remembered of a session, like the rate of its requests, is for one round more.
        if (!_hadSession)
            LeaveIfUnused();
        _hadSession = Account.Session is not null;
        return true;
    }

    private Task<bool> IfThere(Func<AccountAdministration, Step.Done> administer) => Host.Turn(() => Host.InLine(async () =>
    {
        if (Account.Record is null)
            return false;
        await Host.Administer(administer(Account.Administration));
        return true;
    }));

    // Read again for whoever asks next: it may have been put right.
    private bool IsUnreadable()
    {
        if (_unreadable is null)
            return false;
        Leave();
        return true;
    }

    // Numbers that are nobody's cost memory only while they are asked for.
    private Task<bool> LeaveIfNobody()
    {
        if (Account.Record is null)
            LeaveIfUnused();
        return Task.FromResult(true);
    }

    // Whoever tries to log in as one account after the other must not fill the memory with them: without a session an account stays only for as
    // long as there are failures to remember.
    private void LeaveIfUnused()
    {
        if (Account.Session is not null || !Account.IsUntroubled(services.Clock.Now()) || !Host.TryClose())
            return;
        services.Here.Remove(Host);
        Leave();
    }

    private void Leave() => GrainContext.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "nobody needs it"));

    // Once is enough: a session that begins anew is over later than the one before it would have been. A wake whose time has passed may have been lost.
    private void Watch()
    {
        var now = services.Clock.Now();
        _hadSession |= Account.Session is not null;
        var left = Account.SessionLeft(now) ?? LongestTrouble;
        if (_wakes <= now.Uptime || now.Uptime + left < _wakes)
            _wakes = services.Watch.WakeIn(Uin, left);
    }
}
