using Orleans;
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
    /// Put an account on one's list (protocol.md §5.5): an open account is added both ways, the other's side first. Where one of the two
    /// has as many friends as it may have, nothing is added.
    /// </summary>
    /// <param name="Target">The account to add.</param>
    [GenerateSerializer, Immutable]
    public sealed record AddFriend(Uin Target) : Operation
    {
        /// <inheritdoc/>
        public override RateClass Rate => RateClass.Befriending;

        internal override int LengthOfText => 0;

        internal override Step Begin(AccountState state, in RequestOrigin origin, Moment now)
        {
            if (Target == state.Uin)
                return Say(AddOutcome.Refused);
            if (state.Contacts[Target].IsFriend)
                return Say(AddOutcome.Added);
            if (!state.HasRoomFor(Target))
                return PendingRequests.IfThere(Target, Say(AddOutcome.Refused));
            return new Step.Ask(Target, new PeerRequest.Befriend(state.PresenceFor(Target)), (answer, then) => answer switch
            {
                PeerAnswer.Befriended friend => state.Befriend(friend.Presence, new Answer.AddAnswered(Target, AddOutcome.Added), then),
                PeerAnswer.AskMeFirst => Say(AddOutcome.NeedsVerification),
                PeerAnswer.LetsNobody or PeerAnswer.FriendsFull => Say(AddOutcome.Refused),
                PeerAnswer.NoSuchAccount => Step.Say(Answer.NoSuchAccount.Instance),
                _ => Step.Say(PendingRequests.Refusal(answer)),
            });
        }

        private Step.Done Say(AddOutcome outcome) => Step.Say(new Answer.AddAnswered(Target, outcome));
    }
}
