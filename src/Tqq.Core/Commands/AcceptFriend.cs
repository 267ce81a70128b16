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
    /// <summary>Accept an account's request (protocol.md §5.6, CD=0): the asker's side first, then one's own.</summary>
    /// <param name="Target">Who asked.</param>
    [GenerateSerializer, Immutable]
    public sealed record AcceptFriend(Uin Target) : Operation
    {
        /// <inheritdoc/>
        public override RateClass Rate => RateClass.Befriending;

        internal override int LengthOfText => 0;

        internal override Step Begin(AccountState state, in RequestOrigin origin, Moment now) => Begin(state);

        internal Step Begin(AccountState state)
        {
            if (!state.IsAsker(Target))
                return PendingRequests.NobodyAsked(Target);
            if (!state.HasRoomFor(Target))
                return PendingRequests.IfThere(Target, Step.Say(new Answer.Refused(RefusalReason.TooManyFriends)));
            return new Step.Ask(Target, new PeerRequest.AcceptFriendship(state.PresenceFor(Target)), (answer, now) => answer switch
            {
                PeerAnswer.Befriended friend => state.Befriend(friend.Presence, Answer.Done.Instance, now),
                PeerAnswer.NoSuchAccount => PendingRequests.Settle(Target, Answer.NoSuchAccount.Instance),
                _ => Step.Say(PendingRequests.Refusal(answer)),
            });
        }
    }
}
