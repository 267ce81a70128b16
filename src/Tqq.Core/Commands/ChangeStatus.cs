using Orleans;
using Tqq.Core.Limits;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Sessions;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

public abstract partial record Operation
{
    /// <summary>Change one's status (protocol.md §5.8).</summary>
    /// <param name="Status">The new status.</param>
    [GenerateSerializer, Immutable]
    public sealed record ChangeStatus(Status Status) : Operation
    {
        /// <inheritdoc/>
        public override RateClass Rate => RateClass.StatusChange;

        internal override int LengthOfText => 0;

        internal override Step Begin(AccountState state, in RequestOrigin origin, Moment now)
        {
            if (state.Status == Status)
                return Step.Say(Answer.Done.Instance);
            var (change, tells) = state.ChooseStatus(Status);
            return new Step.Done(Answer.Done.Instance) { Changes = [change], Tells = tells };
        }
    }
}
