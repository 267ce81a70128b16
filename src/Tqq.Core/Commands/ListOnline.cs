using Orleans;
using Tqq.Core.Limits;
using Tqq.Core.Operations;
using Tqq.Core.Sessions;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

public abstract partial record Operation
{
    /// <summary>
    /// Which friends are online, or how many (protocol.md §5.3): from what the account has been told, without asking anybody. The
    /// answer carries the list either way.
    /// </summary>
    [GenerateSerializer, Immutable]
    public sealed record ListOnline : Operation
    {
        /// <summary>The one instance.</summary>
        public static readonly ListOnline Instance = new();

        /// <inheritdoc/>
        public override RateClass Rate => RateClass.Other;

        internal override int LengthOfText => 0;

        internal override Step Begin(AccountState state, in RequestOrigin origin, Moment now) =>
            Step.Say(new Answer.OnlineFriends(state.Friends?.Visible() ?? []));
    }
}
