using Tqq.Core;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Sessions;
using Tqq.Server.Messaging;

namespace Tqq.Server.Cluster;

/// <summary>The messenger over the accounts, wherever they are: one call to the acting one.</summary>
internal sealed class GrainMessenger(AccountGrains grains, LiveSessions sessions) : IMessenger
{
    public async ValueTask<Outcome> LoginAsync(Uin uin, LoginAttempt attempt, Func<TimeSpan, ValueTask<bool>> holdBack, CancellationToken cancellationToken)
    {
        if (!uin.IsLegal)
            return Answer.NoSuchAccount.Instance;
        var grain = grains[uin];
        if (await grain.AdmitLogin(attempt.Caller.Address) is not { } permit)
            return Answer.Refused.Instance;
        if (permit.Delay == TimeSpan.Zero || await holdBack(permit.Delay))
            return await grain.Login(attempt, cancellationToken);
        await grain.WithdrawLogin(attempt.Caller.Address);
        return Answer.Refused.Instance;
    }

    // Without a session nothing of the account is looked at, so that the time does not tell whether there is one.
    public ValueTask<Outcome> ExecuteAsync(Uin uin, Operation operation, Caller caller, CancellationToken cancellationToken) =>
        uin.CanBeAccount && sessions.MayAdmit(uin, caller)
        ? grains.Execute(uin, operation, caller)
        : new((Outcome)(operation is Operation.EndSession ? Answer.NothingToEnd.Instance : Answer.NotLoggedIn.Instance));

    public void ReportHandout(Uin uin, long handout, HandoutFate fate) => grains.Report(uin, handout, fate);
}
