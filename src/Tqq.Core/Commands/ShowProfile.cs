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
    /// <summary>What an account says of itself (protocol.md §5.4): the other account decides what it shows.</summary>
    /// <param name="Target">The account asked about.</param>
    [GenerateSerializer, Immutable]
    public sealed record ShowProfile(Uin Target) : Operation
    {
        /// <inheritdoc/>
        public override RateClass Rate => RateClass.Other;

        internal override int LengthOfText => 0;

        internal override Step Begin(AccountState state, in RequestOrigin origin, Moment now) => new Step.Ask(
            Target,
            new PeerRequest.RevealProfile(state.Uin),
            (answer, _) => Step.Say(answer switch
            {
                PeerAnswer.ShowsProfile shown => new Answer.ProfileShown(Target, shown.Seen),
                PeerAnswer.Full full => new Answer.Refused(full.Reason),
                _ => Answer.NoSuchAccount.Instance,
            }));
    }
}
