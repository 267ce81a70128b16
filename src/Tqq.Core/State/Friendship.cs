using System.Collections.Immutable;
using Tqq.Core.Changes;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Presence;
using Tqq.Core.Steps;

namespace Tqq.Core.State;

/// <summary>How a friendship is entered on one side; the same for all ways that lead to it.</summary>
internal static class Friendship
{
    extension(AccountState state)
    {
        /// <summary>What to store when another account becomes a friend, both ways; a request of it is settled with that.</summary>
        public ImmutableArray<Change> Befriending(FriendPresence friend, Moment now)
        {
            state.Newcomers.Expect(friend);
            Change tie = new Change.ContactSet(friend.Uin, IsFriend: true, IsWatcher: true, now.Wall);
            return state.IsAsker(friend.Uin) ? [tie, new Change.RequestSettled(friend.Uin)] : [tie];
        }

        /// <summary>
        /// The other's side is on disk: now one's own. Then both look at each other once more: a status that changed while the friendship was
        /// being stored was told to nobody who counted as a friend yet.
        /// </summary>
        public Step.Done Befriend(FriendPresence friend, Answer answer, Moment now) => new(answer)
        {
            Changes = state.Befriending(friend, now),
            Tells = [new(friend.Uin, new PeerRequest.HearPresence(state.Presence(), IsOfStatus: false))],
        };
    }
}
