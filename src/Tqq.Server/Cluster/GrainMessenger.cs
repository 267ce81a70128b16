using Tqq.Core;
using Tqq.Core.Operations;
using Tqq.Core.Sessions;
using Tqq.Server.Messaging;

namespace Tqq.Server.Cluster;

/// <summary>The messenger over the grains: one call to the acting account's grain.</summary>
internal sealed class GrainMessenger(IGrainFactory grains) : IMessenger
{
    public ValueTask<Outcome> LoginAsync(Uin uin, LoginAttempt attempt, CancellationToken cancellationToken) => uin.IsLegal
        ? new(grains.GetGrain<IAccountGrain>(uin.Value).Login(attempt, cancellationToken))
        : new((Outcome)Answer.NoSuchAccount.Instance);

    public ValueTask<Outcome> ExecuteAsync(Uin uin, Operation operation, Caller caller, CancellationToken cancellationToken) => uin.CanBeAccount
        ? new(grains.GetGrain<IAccountGrain>(uin.Value).Execute(operation, caller))
        : new((Outcome)(operation is Operation.EndSession ? Answer.Done.Instance : Answer.NotLoggedIn.Instance));

    public void ReportHandout(Uin uin, long handout, bool arrived) => grains.GetGrain<IAccountGrain>(uin.Value).Report(handout, arrived).Ignore();
}
