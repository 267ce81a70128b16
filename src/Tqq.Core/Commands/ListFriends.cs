using Orleans;
using Tqq.Core.Limits;
using Tqq.Core.Operations;
using Tqq.Core.Sessions;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

public abstract partial record Operation
{
    /// <summary>How many friends there are, or who they are (protocol.md §5.2).</summary>
    /// <param name="Whole">True for the whole list, false for the number only.</param>
    [GenerateSerializer, Immutable]
    public sealed record ListFriends(bool Whole) : Operation
    {
        /// <inheritdoc/>
        public override RateClass Rate => RateClass.Other;

        internal override int LengthOfText => 0;

        internal override Step Begin(AccountState state, in RequestOrigin origin, Moment now) =>
            Step.Say(Whole ? new Answer.FriendList(state.Contacts.Friends()) : new Answer.FriendTotal(state.Contacts.FriendCount));
    }
}
