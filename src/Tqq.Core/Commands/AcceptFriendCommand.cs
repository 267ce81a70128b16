using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

/// <summary>Ack_AddToList with CD=0 (protocol.md §5.6): the asker's side first, then one's own.</summary>
internal static class AcceptFriendCommand
{
    public static Step Begin(AccountState state, Operation.AcceptFriend operation)
    {
        if (!state.IsAsker(operation.Target))
            return PendingRequests.NobodyAsked(operation.Target);
        if (!state.HasRoomFor(operation.Target))
            return PendingRequests.IfThere(operation.Target, Step.Say(Answer.Refused.Instance));
        return new Step.Ask(operation.Target, new PeerRequest.AcceptFriendship(state.Presence()), (answer, now) => answer switch
        {
            PeerAnswer.Befriended friend => state.Befriend(friend.Presence, Answer.Done.Instance, now),
            PeerAnswer.NoSuchAccount => PendingRequests.Settle(operation.Target, Answer.NoSuchAccount.Instance),
            _ => Step.Say(Answer.Refused.Instance),
        });
    }
}
