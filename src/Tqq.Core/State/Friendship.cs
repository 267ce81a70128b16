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
        /// <summary>
        /// Whether there is room on the list for another account, or it stands there already. Those that are being stored count.
        /// </summary>
        public bool HasRoomFor(Uin friend) => state.Contacts[friend].IsFriend || state.FriendsExpected < state.Rules.FriendLimit;

        /// <summary>What to store when another account becomes a friend, both ways; requests of both are settled with that.</summary>
        /// <param name="friend">How the other looks.</param>
        /// <param name="isFirst">
        /// Whether this side is the first to store it: then the other has to confirm that it has stored it, too.
        /// </param>
        /// <param name="now">The time.</param>
        public ImmutableArray<Change> Befriending(FriendPresence friend, bool isFirst, Moment now)
        {
            state.Occasional.Newcomers.Expect(friend);
            Change tie = new Change.ContactSet(friend.Uin, IsFriend: true, IsWatcher: true, now.Wall, IsUnconfirmed: isFirst);
            ImmutableArray<Change> noted = state.NoteFriend(friend.Uin, isFriend: true, now);
            Change asked = new Change.AskedAnswered(friend.Uin, new(IsAccepted: true, "", now.Wall));
            return state.IsAsker(friend.Uin) ? [tie, new Change.RequestSettled(friend.Uin), asked, .. noted] : [tie, asked, .. noted];
        }

        /// <summary>
        /// What to store in the log when somebody comes onto the list, or goes off it: nothing where that is no
        /// news, or the account keeps no log.
        /// </summary>
        public ImmutableArray<Change> NoteFriend(Uin other, bool isFriend, Moment now) =>
            state.KeepsLog && state.Contacts[other].IsFriend != isFriend
            ? [new Change.FriendNoted(other, isFriend, state.Mail.ReserveOther(), now.Wall)]
            : [];

        /// <summary>
        /// The other's side is on disk: now one's own. Then the other is told so, and both look at each other once more: a status that
        /// changed while the friendship was being stored was told to nobody who counted as a friend yet.
        /// </summary>
        public Step.Done Befriend(FriendPresence friend, Answer answer, Moment now) => new(answer)
        {
            Changes = state.Befriending(friend, isFirst: false, now),
            Tells = [new(friend.Uin, new PeerRequest.ConfirmFriendship(state.PresenceFor(friend.Uin)))],
        };
    }
}
