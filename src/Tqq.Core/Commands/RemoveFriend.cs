using Orleans;
using Tqq.Core.Changes;
using Tqq.Core.Contacts;
using Tqq.Core.Limits;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Sessions;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

public abstract partial record Operation
{
    /// <summary>
    /// Take an account off one's list (protocol.md §5.7): off one's own only; the other merely stops telling its presence.
    /// </summary>
    /// <param name="Target">The account to remove.</param>
    [GenerateSerializer, Immutable]
    public sealed record RemoveFriend(Uin Target) : Operation
    {
        /// <inheritdoc/>
        public override RateClass Rate => RateClass.Other;

        internal override int LengthOfText => 0;

        internal override Step Begin(AccountState state, in RequestOrigin origin, Moment now)
        {
            if (!state.Occasional.Deletions.Note(Target, now.Uptime))
                return Step.Say(new(Answer.Refused.TooFast(RecentDeletions.Repeated), state.Rules.DeletionPenalty));
            if (!state.Contacts[Target].IsFriend)
                return Target == state.Uin ? Step.Say(Answer.Done.Instance) : PendingRequests.NobodyAsked(Target);
            return new Step.Ask(Target, new PeerRequest.StopTelling(state.Uin), (answer, then) => answer is PeerAnswer.Full
                ? Undone(state, answer)
                : new Step.Done(Answer.Done.Instance)
                {
                    Changes = [new Change.ContactSet(Target, IsFriend: false, IsWatcher: null, then.Wall),
                        .. state.NoteFriend(Target, isFriend: false, then)],
                });
        }

        private Step.Done Undone(AccountState state, PeerAnswer answer)
        {
            state.Occasional.Deletions.Forget(Target);
            return Step.Say(PendingRequests.Refusal(answer));
        }
    }
}
