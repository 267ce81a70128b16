using System.Text;
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
    /// <summary>Refuse an account's request (protocol.md §5.6, CD=1).</summary>
    /// <param name="Target">Who asked.</param>
    /// <param name="Reason">What it will read.</param>
    [GenerateSerializer, Immutable]
    public sealed record RefuseFriend(Uin Target, string Reason) : Operation
    {
        /// <inheritdoc/>
        public override RateClass Rate => RateClass.Befriending;

        internal override int LengthOfText => Encoding.UTF8.GetByteCount(Reason);

        internal override Step Begin(AccountState state, in RequestOrigin origin, Moment now) => state.IsAsker(Target)
            ? new Step.Ask(Target, new PeerRequest.RefuseFriendship(state.Uin, Reason), (answer, _) => answer switch
            {
                PeerAnswer.Done => PendingRequests.Settle(Target, Answer.Done.Instance),
                PeerAnswer.NoSuchAccount => PendingRequests.Settle(Target, Answer.NoSuchAccount.Instance),
                _ => Step.Say(PendingRequests.Refusal(answer)),
            })
            : PendingRequests.NobodyAsked(Target);
    }

    /// <summary>An answer to a request with a code that means nothing (protocol.md §5.6, CD of 3 and more): a penalty.</summary>
    [GenerateSerializer, Immutable]
    public sealed record AnswerOutOfRange : Operation
    {
        /// <inheritdoc/>
        public override RateClass Rate => RateClass.Befriending;

        internal override int LengthOfText => 0;

        internal override Step Begin(AccountState state, in RequestOrigin origin, Moment now) => Penalty(state);
    }
}
