using System.Text;
using Orleans;
using Tqq.Core.Changes;
using Tqq.Core.Limits;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Rules;
using Tqq.Core.Sessions;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

public abstract partial record Operation
{
    /// <summary>
    /// Ask an account to become a friend (protocol.md §5.6, CD=2). An account that lets anyone add it accepts at once, one that lets nobody
    /// refuses at once; the asker reads either in its own mailbox, so that no request stays without an answer.
    /// </summary>
    /// <param name="Target">The account asked.</param>
    /// <param name="Words">What it will read.</param>
    [GenerateSerializer, Immutable]
    public sealed record AskFriend(Uin Target, string Words) : Operation
    {
        /// <inheritdoc/>
        public override RateClass Rate => RateClass.Befriending;

        internal override int LengthOfText => Encoding.UTF8.GetByteCount(Words);

        internal override Step Begin(AccountState state, in RequestOrigin origin, Moment now)
        {
            if (state.Rules.Quirks == Quirks.Tencent2006 && state.Occasional.Quirks.IsFirstAsk(Target))
                return Penalty(state) with { IsRepeatable = false };
            if (Target == state.Uin)
                return Step.Say(Answer.Done.Instance);
            if (state.IsAsker(Target))
                return new AcceptFriend(Target).Begin(state);
            if (state.Contacts[Target] is { IsFriend: true, IsWatcher: true })
                return Step.Say(Answer.Done.Instance);
            if (!state.HasRoomFor(Target))
                return PendingRequests.IfThere(Target, Step.Say(new Answer.Refused(RefusalReason.TooManyFriends)));
            return new Step.Ask(Target, new PeerRequest.AskFriendship(state.PresenceFor(Target), Words), (answer, then) => answer switch
            {
                PeerAnswer.Done => new Step.Done(Answer.Done.Instance) { Changes = [new Change.AskedSet(Target, Words, then.Wall)] },
                PeerAnswer.NoSuchAccount => Step.Say(Answer.NoSuchAccount.Instance),
                PeerAnswer.Befriended friend =>
                    Read(state, state.Befriend(friend.Presence, Answer.Done.Instance, then), MessageKind.RequestAccepted, then),
                // What was asked while they still took requests has its answer with this.
                PeerAnswer.LetsNobody => Read(state,
                    Step.Say(Answer.Done.Instance) with { Changes = [new Change.AskedAnswered(Target, new(false, "", then.Wall))] },
                    MessageKind.RequestRefused, then),
                _ => Step.Say(PendingRequests.Refusal(answer)),
            });
        }

        private Step.Done Read(AccountState state, Step.Done step, MessageKind kind, Moment now) => step with
        {
            Changes = step.Changes.Add(new Change.MessageAppended(new(state.Mail.Reserve(""), kind, Target, "", now.Wall),
                IntoLog: state.KeepsLog)),
        };
    }
}
