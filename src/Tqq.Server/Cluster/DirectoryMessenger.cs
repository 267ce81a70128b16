using Tqq.Core;
using Tqq.Core.Commands;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Sessions;
using Tqq.Server.Messaging;

namespace Tqq.Server.Cluster;

/// <summary>The messenger over the accounts, wherever they are: one call to the acting one.</summary>
internal sealed class DirectoryMessenger(IAccountDirectory accounts, LiveSessions sessions) : IMessenger
{
    public async ValueTask<Outcome> LoginAsync(
        Uin uin, LoginAttempt attempt, Func<TimeSpan, ValueTask<bool>> holdBack, CancellationToken cancellationToken)
    {
        if (!uin.IsLegal)
            return Answer.NoSuchAccount.Instance;
        var address = attempt.Origin.Caller.Address;
        if (await accounts.CallAsync(uin, new AdmitLogin(address), CancellationToken.None) is not { } permit)
            return Answer.Refused.Instance;
        if (await holdBack(permit.Delay))
            return await accounts.CallAsync(uin, new LogIn(attempt), cancellationToken);
        await accounts.CallAsync(uin, new WithdrawLogin(address), CancellationToken.None);
        return Answer.Refused.Instance;
    }

    // Without a session nothing of the account is looked at, so that the time does not tell whether there is one.
    public ValueTask<Outcome> ExecuteAsync(Uin uin, Operation operation, RequestOrigin origin, CancellationToken cancellationToken) =>
        uin.CanBeAccount && sessions.MayAdmit(uin, origin.Caller)
        ? accounts.CallAsync<ClientRequest, Outcome>(uin, new(operation, origin))
        : new((Outcome)(operation is Operation.EndSession ? Answer.NothingToEnd.Instance : Answer.NotLoggedIn.Instance));

    public bool MayBelong(Uin uin, in Caller caller) => sessions.Admits(uin, caller);

    public bool MayBeOnline(Uin uin) => sessions.MayBeOnline(uin);

    // Nobody waits for it.
    public void ReportHandout(Uin uin, long handout, HandoutFate fate) =>
        accounts.CallAsync(uin, new ReportHandout(handout, fate), CancellationToken.None).AsTask().Ignore();
}
