using Orleans.Concurrency;
using Tqq.Core;
using Tqq.Core.Accounts;
using Tqq.Core.Changes;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster.Orleans;

/// <summary>
/// Brings one account into memory, as the only writer of its rows, when it is first called. Most calls do not come this way once the
/// account is here (<see cref="AccountDirectory"/>); so not Orleans decides when it leaves, but the account.
/// </summary>
[Reentrant, CollectionAgeLimit(AlwaysActive = true)]
internal sealed class AccountGrain(AccountServices services, AccountDirectory directory) : Grain, IAccountGrain, IAccountActivation
{
    private AccountHost? _host;
    private StoreRefusedException? _unreadable;

    private Uin Uin => new((uint)this.GetPrimaryKeyLong());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        AccountSnapshot? snapshot;
        var sessionIsOver = services.Sessions.AreOver;
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
        _host = new(Uin, new LiveAccount(Uin, snapshot, services.Rules, services.Clock.Now()), services, this);
        _host.Arrive();
        directory.Add(_host);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_host is not null)
            directory.Remove(_host);
        return Task.CompletedTask;
    }

    public async Task<T> Call<T>(AccountCall<T> call, CancellationToken cancellationToken)
    {
        if (_host is not { } host)
        {
            // Read again for whoever asks next: it may have been put right.
            Deactivate();
            return call.AnswerUnreadable(_unreadable!);
        }

        var answer = await call.InTurnAsync(host, cancellationToken);
        // Numbers that are nobody's cost memory only while they are asked for.
        if (host.Account.Record is null)
            await host.Scheduler.RunAsync(host, LeaveIfNobodyAsync);
        return answer;
    }

    public void Leave()
    {
        if (_host is not null)
            directory.Remove(_host);
        Deactivate();
    }

    private static ValueTask<bool> LeaveIfNobodyAsync(AccountHost host)
    {
        if (host.Account.Record is null)
            host.LeaveIfUnused();
        return new(true);
    }

    private void Deactivate() => GrainContext.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "nobody needs it"));
}
