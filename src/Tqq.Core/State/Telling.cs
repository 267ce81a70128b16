using System.Collections.Immutable;
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
            before == state.Seen ? [] : state.TellWatchers(new(state.Presence(), IsOfStatus: true));

        /// <summary>Tells those who have this account on their lists how it will look with a new profile.</summary>
        public ImmutableArray<Tell> TellLooks(Profile profile) => state.TellWatchers(new(state.Presence(profile), IsOfStatus: false));

        private ImmutableArray<Tell> TellWatchers(PeerRequest.HearPresence news)
        {
            var tells = ImmutableArray.CreateBuilder<Tell>();
            foreach (var contact in state.Contacts.All)
                if (contact.IsWatcher)
                    tells.Add(new(contact.Other, news));
            return tells.DrainToImmutable();
        }

        /// <summary>A session begins: tells those who have this account on their lists, and asks those who stand on its own.</summary>
        public ImmutableArray<Tell> Greet(Status before)
        {
            state.Friends = new();
            var news = new PeerRequest.HearPresence(state.Presence(), IsOfStatus: before != state.Seen);
            var tells = ImmutableArray.CreateBuilder<Tell>(state.Contacts.All.Length);
            foreach (var contact in state.Contacts.All)
                tells.Add(new(contact.Other, contact.IsWatcher ? news : PeerRequest.AskPresence.Instance, IsGreeting: true));
            return tells.MoveToImmutable();
        }
    }
}
