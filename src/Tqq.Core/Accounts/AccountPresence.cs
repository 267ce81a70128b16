using System.Collections.Immutable;
using Tqq.Core.Peers;
using Tqq.Core.State;

namespace Tqq.Core.Accounts;

/// <summary>What an account learns of its friends' presence (protocol.md §3, §5.3).</summary>
public sealed class AccountPresence
{
    private readonly AccountState _state;

    internal AccountPresence(AccountState state) => _state = state;

    /// <summary>Whether the friends of a live session have not been asked yet, as after a restart.</summary>
    public bool IsUnknown => _state.Session is not null && _state.Friends is null;

    /// <summary>Whom to ask; the answers go to <see cref="Learn"/>.</summary>
    public ImmutableArray<Tell> AskFriends()
    {
        _state.Friends = new();
        return [.. _state.Contacts.Friends().Select(friend => new Tell(friend, PeerRequest.AskPresence.Instance))];
    }

    /// <summary>An account answered something that was told to it.</summary>
    public void Learn(PeerAnswer answer)
    {
        if (answer is PeerAnswer.Looks looks && _state.Contacts[looks.Presence.Uin].IsFriend)
            _state.Friends?.Learn(looks.Presence);
    }
}
