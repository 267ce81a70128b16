using Tqq.Core.Changes;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

/// <summary>DelFromList (protocol.md §5.7): off one's own list only; the other merely stops telling its presence.</summary>
internal static class RemoveFriendCommand
{
    public static Step Begin(AccountState state, Operation.RemoveFriend operation, Moment now)
    {
        var target = operation.Target;
        if (!state.Deletions.Note(target, now.Uptime))
            return Step.Say(new(Answer.Refused.Instance, state.Rules.DeletionPenalty));
        if (!state.Contacts[target].IsFriend)
            return target == state.Uin ? Step.Say(Answer.Done.Instance) : PendingRequests.NobodyAsked(target);
        return new Step.Ask(target, new PeerRequest.StopTelling(state.Uin), (answer, then) => answer is PeerAnswer.Full
            ? Undone()
            : new Step.Done(Answer.Done.Instance) { Changes = [new Change.ContactSet(target, IsFriend: false, IsWatcher: null, then.Wall), .. state.NoteFriend(target, isFriend: false, then)] });

        Step.Done Undone()
        {
            state.Deletions.Forget(target);
            return Step.Say(Answer.Refused.Instance);
        }
    }
}
