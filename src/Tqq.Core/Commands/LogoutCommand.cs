using Tqq.Core.Operations;
using Tqq.Core.Sessions;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

/// <summary>Logout (protocol.md §5.11).</summary>
internal static class LogoutCommand
{
    public static Step Begin(AccountState state, in RequestOrigin origin, Moment now)
    {
        var (changes, tells) = state.EndSession(state.Mail.SessionOver(origin.Receipt, origin.ArrivedBy(now)));
        return new Step.Done(Answer.Done.Instance) { Changes = changes, Tells = tells };
    }
}
