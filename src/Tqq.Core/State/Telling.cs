using System.Collections.Immutable;
using Tqq.Core.Changes;
using Tqq.Core.Peers;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;

namespace Tqq.Core.State;

/// <summary>How an account tells its presence (protocol.md §3).</summary>
internal static class Telling
{
    extension(AccountState state)
    {
        /// <summary>Tells those who have this account on their lists, if what they see is no longer what it was.</summary>
        public ImmutableArray<Tell> TellIfChanged(Status before) =>
            before == state.Seen ? [] : state.TellWatchers(isOfStatus: true);

        /// <summary>The account has another status from now on.</summary>
        /// <returns>What to store, and whom to tell.</returns>
        public (Change Change, ImmutableArray<Tell> Tells) ChooseStatus(Status status)
        {
            var before = state.Seen;
            state.SetStatus(status);
            return (new Change.StatusSet(status), state.TellIfChanged(before));
        }

        /// <summary>Tells those who have this account on their lists how it will look with a new profile.</summary>
        public ImmutableArray<Tell> TellLooks(Profile profile) => 
            state.TellWatchers(isOfStatus: false, profile);

        // One that is blocked is told each time, too, that the account is offline: so it cannot stay in doubt for long.
        private ImmutableArray<Tell> TellWatchers(bool isOfStatus, Profile? profile = null)
        {
            var news = new PeerRequest.HearPresence(state.PresenceFor(state.Uin, profile), isOfStatus);
            var tells = ImmutableArray.CreateBuilder<Tell>();
            foreach (var contact in state.Contacts.All)
                if (contact.IsWatcher)
                    tells.Add(new(contact.Other, state.NewsFor(contact.Other, news)));
            return tells.DrainToImmutable();
        }

        /// <summary>A session begins: tells those who have this account on their lists, and asks those who stand on its own.</summary>
        public ImmutableArray<Tell> Greet(Status before)
        {
            state.Friends = new();
            var news = new PeerRequest.HearPresence(state.PresenceFor(state.Uin), IsOfStatus: before != state.Seen);
            var question = new PeerRequest.AskPresence(state.Uin);
            var tells = ImmutableArray.CreateBuilder<Tell>(state.Contacts.All.Length);
            foreach (var contact in state.Contacts.All)
                tells.Add(new(contact.Other, contact.IsWatcher ? state.NewsFor(contact.Other, news) : question, IsGreeting: true));
            return tells.MoveToImmutable();
        }

        // All share one but those that are blocked.
        private PeerRequest.HearPresence NewsFor(Uin other, PeerRequest.HearPresence news) => state.IsBlocked(other)
            ? new(news.From with { Seen = Status.Offline }, IsOfStatus: false)
            : news;
    }
}
