using System.Collections.Immutable;
using Orleans;
using Tqq.Core.Changes;
using Tqq.Core.Contacts;
using Tqq.Core.Limits;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Presence;
using Tqq.Core.Sessions;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

public abstract partial record Operation
{
    /// <summary>
    /// Note something of another account: for devices, the wire knows nothing of it. Whoever is blocked sees this account go offline, and a
    /// request of theirs that waits for an answer is gone; lists of friends stay as they are.
    /// </summary>
    /// <param name="Target">The other account.</param>
    /// <param name="IsBlocked">Whether it is to be blocked; null where that stays.</param>
    /// <param name="IsMuted">Whether it is to be muted; null where that stays.</param>
    [GenerateSerializer, Immutable]
    public sealed record MarkPeer(Uin Target, bool? IsBlocked, bool? IsMuted) : Operation
    {
        /// <inheritdoc/>
        public override RateClass Rate => RateClass.Other;

        internal override int LengthOfText => 0;

        internal override Step Begin(AccountState state, in RequestOrigin origin, Moment now)
        {
            var before = state.Marks?[Target] ?? new(Target, false, false);
            var after = before with { IsBlocked = IsBlocked ?? before.IsBlocked, IsMuted = IsMuted ?? before.IsMuted };
            if (Target == state.Uin)
                return Step.Say(Answer.Refused.Instance);
            if (after.IsEmpty)
                return Set(state, before, after, now);
            if (before.IsEmpty && state.Marks?.Count >= PeerMark.Most)
                return Step.Say(new Answer.AtLimit(PeerMark.Most));
            return new Step.Ask(Target, PeerRequest.AreYouThere.Instance, (answer, then) => answer is PeerAnswer.NoSuchAccount
                ? Step.Say(Answer.NoSuchAccount.Instance)
                : Set(state, before, after, then));
        }

        private Step Set(AccountState state, PeerMark before, PeerMark after, Moment now)
        {
            if (after == before)
                return Step.Say(Answer.Done.Instance);
            ImmutableArray<Change> changes = [new Change.PeerMarked(after, now.Wall)];
            if (after.IsBlocked && state.IsAsker(Target))
                changes = changes.Add(new Change.RequestSettled(Target));
            // What the other is told is newer than all that it was told before the block stood.
            return new Step.Store(changes, () => Step.Say(Answer.Done.Instance) with
            {
                Tells = after.IsBlocked != before.IsBlocked && state.Seen != Status.Offline && state.Contacts[Target].IsWatcher
                    ? [new(Target, new PeerRequest.HearPresence(state.PresenceFor(Target), IsOfStatus: true))]
                    : [],
            });
        }
    }
}
