using System.Collections.Immutable;
using Tqq.Core.Peers;
using Tqq.Core.Presence;
using Tqq.Core.State;

namespace Tqq.Core.Accounts;

/// <summary>What an account learns of its friends' presence (protocol.md §3, §5.3).</summary>
public readonly record struct AccountPresence
{
    private readonly AccountState _state;

    internal AccountPresence(AccountState state) => _state = state;

    /// <summary>Whether the friends of an account that is online have not been asked yet, as after a restart.</summary>
    public bool IsUnknown => _state.IsOnline && _state.Friends is null;

    /// <summary>The friends who are to be seen, ascending, as far as they are known.</summary>
    public ImmutableArray<FriendPresence> Visible => _state.Friends?.Visible() ?? [];

    /// <summary>All friends, ascending.</summary>
    public ImmutableArray<Uin> Friends => _state.Contacts.Friends();

    /// <summary>Whom to ask; the answers go to <see cref="Learn"/>.</summary>
    public ImmutableArray<Tell> AskFriends()
    {
        _state.Friends = new();
        var question = new PeerRequest.AskPresence(_state.Uin);
        return [.. _state.Contacts.Friends().Select(friend => new Tell(friend, question, IsGreeting: true))];
    }

    /// <summary>
    /// An account answered something that was told to it. Where the answer shows a change before the news of it are here, it is
    /// the news: those come too late then.
    /// </summary>
    /// <param name="answer">The answer.</param>
    /// <param name="isGreeting">Whether it answers a greeting.</param>
    /// <param name="now">The time.</param>
    public void Learn(PeerAnswer answer, bool isGreeting, Moment now)
    {
        if (answer is not PeerAnswer.Looks { Presence: var presence } || _state.Friends is not { } friends
            || !_state.Contacts[presence.Uin].IsFriend)
            return;
        var isNews = !isGreeting || friends.IsKnown(presence.Uin);
        _state.Learn(presence, isOfStatus: false, isNews, now.Wall);
    }
}
