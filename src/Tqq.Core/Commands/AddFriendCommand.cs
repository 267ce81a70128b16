using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

/// <summary>AddToList (protocol.md §5.5): an open account is added both ways, the other's side first. Where one of the two has as many friends as it may have, nothing is added.</summary>
internal static class AddFriendCommand
{
    public static Step Begin(AccountState state, Operation.AddFriend operation)
    {
        var target = operation.Target;
        if (target == state.Uin)
            return Say(target, AddOutcome.Refused);
        if (state.Contacts[target].IsFriend)
            return Say(target, AddOutcome.Added);
        if (!state.HasRoomFor(target))
            return PendingRequests.IfThere(target, Say(target, AddOutcome.Refused));
        return new Step.Ask(target, new PeerRequest.Befriend(state.Presence()), (answer, now) => answer switch
        {
            PeerAnswer.Befriended friend => state.Befriend(friend.Presence, new Answer.AddAnswered(target, AddOutcome.Added), now),
            PeerAnswer.AskMeFirst => Say(target, AddOutcome.NeedsVerification),
            PeerAnswer.LetsNobody or PeerAnswer.FriendsFull => Say(target, AddOutcome.Refused),
            PeerAnswer.NoSuchAccount => Step.Say(Answer.NoSuchAccount.Instance),
            _ => Step.Say(Answer.Refused.Instance),
        });
    }

    private static Step.Done Say(Uin target, AddOutcome outcome) => Step.Say(new Answer.AddAnswered(target, outcome));
}
