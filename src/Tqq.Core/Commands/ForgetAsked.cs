using Orleans;
using Tqq.Core.Changes;
using Tqq.Core.Limits;
using Tqq.Core.Operations;
using Tqq.Core.Sessions;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

public abstract partial record Operation
{
    /// <summary>
    /// Remember a request of one's own no longer. The other is not told, and may answer it all the same. No command of the wire does this.
    /// </summary>
    /// <param name="Target">Who was asked.</param>
    [GenerateSerializer, Immutable]
    public sealed record ForgetAsked(Uin Target) : Operation
    {
        /// <inheritdoc/>
        public override RateClass Rate => RateClass.Other;

        internal override int LengthOfText => 0;

        internal override Step Begin(AccountState state, in RequestOrigin origin, Moment now) =>
            new Step.Done(Answer.Done.Instance) { Changes = [new Change.AskedSettled(Target)] };
    }
}
