using Orleans;
using Tqq.Core.Limits;
using Tqq.Core.Operations;
using Tqq.Core.Sessions;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

public abstract partial record Operation
{
    /// <summary>End one's session (protocol.md §5.11).</summary>
    [GenerateSerializer, Immutable]
    public sealed record EndSession : Operation
    {
        /// <summary>The one instance.</summary>
        public static readonly EndSession Instance = new();

        /// <inheritdoc/>
        public override RateClass Rate => RateClass.Other;

        internal override int LengthOfText => 0;

        internal override Answer AnswerWithoutSession => Answer.NothingToEnd.Instance;

        internal override Step Begin(AccountState state, in RequestOrigin origin, Moment now)
        {
            var (changes, tells) = state.EndSession(state.Mail.SessionOver(origin.Receipt, origin.ArrivedBy(now)));
            return new Step.Done(Answer.Done.Instance) { Changes = changes, Tells = tells };
        }
    }
}
