using System.Collections.Immutable;
using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Core.Peers;

namespace Tqq.Core.State;

/// <summary>How a session ends, whatever ends it.</summary>
internal static class SessionEnd
{
    extension(AccountState state)
    {
        /// <summary>Ends the session in memory at once.</summary>
        /// <param name="delivered">What is delivered as the session ends, if that changed.</param>
        /// <returns>What the disk and the friends have to learn.</returns>
        public (ImmutableArray<Change> Changes, ImmutableArray<Tell> Tells) EndSession(Delivery? delivered)
        {
            var before = state.Seen;
            var ended = new Change.SessionEnded(state.Session?.Seen);
            state.DropSession();
            ImmutableArray<Change> changes = delivered is { } delivery
                ? [state.Acknowledged(delivery), ended]
                : [ended];
            return (changes, state.TellIfChanged(before));
        }
    }
}
