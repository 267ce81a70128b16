using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

/// <summary>Ack_AddToList with CD=1 (protocol.md §5.6).</summary>
internal static class RefuseFriendCommand
{
    public static Step Begin(AccountState state, Operation.RefuseFriend operation) => state.IsAsker(operation.Target)
        ? new Step.Ask(operation.Target, new PeerRequest.RefuseFriendship(state.Uin, operation.Reason), (answer, _) => answer switch
        {
            PeerAnswer.Done => PendingRequests.Settle(operation.Target, Answer.Done.Instance),
            PeerAnswer.NoSuchAccount => PendingRequests.Settle(operation.Target, Answer.NoSuchAccount.Instance),
            _ => Step.Say(Answer.Refused.Instance),
        })
        : PendingRequests.NobodyAsked(operation.Target);
}
