using System.Collections.Immutable;
using System.Net;
using Tqq.Core;
using Tqq.Core.Access;
using Tqq.Core.Accounts;
using Tqq.Core.Changes;
using Tqq.Core.Limits;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;
using Tqq.Core.Steps;
using Tqq.Server.Messaging;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>Hosts one account's state machine in Orleans: the only writer of that account's rows.</summary>
internal sealed class AccountGrain(AccountServices services) : Grain, IAccountGrain
{
    // Failures are forgotten after five minutes.
    private static readonly TimeSpan LongestTrouble = TimeSpan.FromMinutes(5.1);

    private AccountHost? _sound;
    private StoreDamagedException? _damage;
    private IGrainTimer? _leaving;
    private TimeSpan? _wakes;

    private Uin Uin => new((uint)this.GetPrimaryKeyLong());

    // An account that is damaged on disk is neither shown nor changed: its client and all who speak to it are refused.
    private AccountHost Host => _sound ?? throw new StoreDamagedException(_damage!.Message, _damage);

    private LiveAccount Account => Host.Account;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        AccountSnapshot? snapshot;
        try
        {
            snapshot = await services.Store.LoadAsync(Uin, cancellationToken);
        }
        catch (StoreDamagedException e)
        {
            _damage = e;
            return;
        }

        _sound = new(Uin, new LiveAccount(Uin, snapshot, services.Rules, services.Clock.Now()), services);
        WatchSession();
    }

    public async Task<Outcome> Login(LoginAttempt attempt, CancellationToken cancellationToken)
    {
        if (IsDamaged())
            return Answer.Refused.Instance;
        var address = attempt.Caller.Address;
        var check = Account.Examine(attempt);
        if ((check is LoginCheck.ByAppPassword ? true : await IsRight(check, attempt, cancellationToken)) is not { } isRight)
        {
            await WithdrawLogin(address);
            return Answer.Refused.Instance;
        }

        var now = services.Clock.Now();
        var step = Account.Login(check, isRight, attempt, SessionKeys.Make(), now);
        if (step is Step.Done { Outcome.Answer: Answer.LoginFailed })
            services.Throttles.Failed(address, Uin, now.Uptime);
        else
            services.Throttles.Succeeded(address, Uin);
        var done = await Host.CarryOut(step);
        WatchSession();
        LeaveIfUnused();
        return done.Outcome;
    }

    public Task<LoginPermit?> AdmitLogin(IPAddress address)
    {
        if (IsDamaged())
            return Task.FromResult<LoginPermit?>(null);
        var now = services.Clock.Now();
        var permit = Account.AdmitLogin(address, services.Throttles.Delay(address, now.Uptime), now);
        LeaveIfUnused();
        return Task.FromResult(permit);
    }

    public Task WithdrawLogin(IPAddress address)
    {
        if (IsDamaged())
            return Task.CompletedTask;
        Account.WithdrawLogin(address);
        LeaveIfUnused();
        return Task.CompletedTask;
    }

    public Task<Outcome> Execute(Operation operation, Caller caller)
    {
        if (IsDamaged())
            return Task.FromResult((Outcome)Answer.Refused.Instance);
        if (operation is Operation.ListOnline && Account.Presence.IsUnknown)
            return AskFriendsThenExecute(operation, caller);
        var step = Account.Begin(operation, caller, services.Clock.Now());
        if (Account.Mailbox.TakeAcknowledgement() is { } acknowledgement)
            Host.StoreInBackground(acknowledgement).Ignore();
        // Most requests are polls that change nothing: they are answered without a state machine of their own.
        if (step is Step.Done { Changes.IsEmpty: true, Tells.IsEmpty: true } done)
        {
            Account.Answered(done);
            LeaveIfNobody();
            return Task.FromResult(done.Outcome);
        }

        return Finish(step);
    }

    public Task<PeerAnswer> Hear(PeerRequest request) => IsDamaged() ? Task.FromResult<PeerAnswer>(PeerAnswer.Full.Instance) : Host.Hear(request);

    public Task Report(long handout, bool arrived)
    {
        _sound?.Account.Mailbox.Report(handout, arrived);
        return Task.CompletedTask;
    }

    public async Task Wake()
    {
        var now = services.Clock.Now();
        // Who was in memory before may be woken once more than it asked for.
        if (_sound is null || _wakes is null || now.Uptime < _wakes)
            return;
        _wakes = null;
        if (Account.Expire(now) is { } step)
            await Host.CarryOut(step);
        WatchSession();
    }

    public async Task<bool> Create(AccountRecord account, string passwordHash)
    {
        if (Account.Record is not null)
            return false;
        await Administer(AccountAdministration.Create(account, passwordHash));
        return true;
    }

    public Task<AccountDetails?> Show() => Task.FromResult(Account.Record is { } record
        ? new AccountDetails(record, Account.Session, Account.FriendCount, Account.Mailbox.Waiting)
        : null);

    public Task<bool> Edit(Profile profile, AccountSettings settings) => IfThere(administration => administration.Edit(profile, settings));

    public Task<bool> SetPassword(string passwordHash) => IfThere(administration => administration.SetPassword(passwordHash));

    public async Task<AppPasswordAdded> AddAppPassword(string name, string hash)
    {
        if (Account.Record is null || Account.Administration.AddAppPassword(name, hash, services.Clock.Now()) is not var (step, added))
            return new(Account.Record is not null, null);
        await Administer(step);
        return new(true, added);
    }

    public Task<ImmutableArray<AppPassword>?> ListAppPasswords() =>
        Task.FromResult<ImmutableArray<AppPassword>?>(Account.Record is null ? null : Account.AppPasswords);

    public async Task<bool?> RemoveAppPassword(int id)
    {
        if (Account.Record is null)
            return null;
        if (Account.Administration.RemoveAppPassword(id) is not { } step)
            return false;
        await Administer(step);
        return true;
    }

    public Task<bool> SetEnabled(bool enabled) => IfThere(administration => administration.SetEnabled(enabled));

    public async Task<bool?> Kick()
    {
        var had = Account.Session is not null;
        return await IfThere(administration => administration.Kick()) ? had : null;
    }

    public async Task<bool> Delete()
    {
        var was = await IfThere(administration => administration.Delete());
        // Whoever takes the number next begins with nothing of this one.
        DeactivateOnIdle();
        return was;
    }

    // Whatever stands behind the number is read and computed alike, so that the time tells nothing. Null where it cannot be said now.
    private async Task<bool?> IsRight(LoginCheck check, LoginAttempt attempt, CancellationToken cancellationToken)
    {
        string? hash;
        try
        {
            hash = await services.Store.ReadPasswordHashAsync(Uin, cancellationToken);
        }
        catch (StoreDamagedException)
        {
            return null;
        }

        return await services.Passwords.VerifyAsync(check is LoginCheck.ByPassword ? hash : null, attempt.PasswordMd5, new(AddressBlock.Of(attempt.Caller.Address), Account.IsUsual(attempt.Caller.Address)), cancellationToken);
    }

    private async Task<Outcome> AskFriendsThenExecute(Operation operation, Caller caller)
    {
        await Host.Tell(Account.Presence.AskFriends());
        return await Execute(operation, caller);
    }

    private async Task<Outcome> Finish(Step step)
    {
        var done = await Host.CarryOut(step);
        Account.Answered(done);
        return done.Outcome;
    }

    private async Task<bool> IfThere(Func<AccountAdministration, Step.Done> administer)
    {
        if (Account.Record is null)
            return false;
        await Administer(administer(Account.Administration));
        return true;
    }

    private async Task Administer(Step.Done step)
    {
        if ((await Host.CarryOut(step)).Outcome.Answer is Answer.Refused)
            throw new StoreFullException();
    }

    // Read again for whoever asks next: it may have been put right.
    private bool IsDamaged()
    {
        if (_damage is null)
            return false;
        DeactivateOnIdle();
        return true;
    }

    // Numbers that are nobody's cost memory only while they are asked for.
    private void LeaveIfNobody()
    {
        if (Account.Record is null && Account.IsUntroubled(services.Clock.Now()))
            DeactivateOnIdle();
    }

    // Whoever tries to log in as one account after the other must not fill the memory with them: without a session an account stays only for as
    // long as there are failures to remember.
    private void LeaveIfUnused()
    {
        if (Account.Session is not null)
            return;
        if (Account.IsUntroubled(services.Clock.Now()) && !Host.IsBusy)
            DeactivateOnIdle();
        else
            _leaving ??= this.RegisterGrainTimer(Leave, new GrainTimerCreationOptions(LongestTrouble, LongestTrouble) { Interleave = true });
    }

    private Task Leave(CancellationToken cancellationToken)
    {
        LeaveIfUnused();
        return Task.CompletedTask;
    }

    // Once is enough: a session that begins anew is over later than the one before it would have been.
    private void WatchSession()
    {
        if (Account.SessionLeft(services.Clock.Now()) is { } left)
            _wakes ??= services.Watch.WakeIn(Uin, left);
    }
}
