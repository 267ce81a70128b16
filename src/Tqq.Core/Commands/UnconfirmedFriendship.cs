using Tqq.Core.Changes;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

/// <summary>
/// A friendship that this side has stored and of which the other never said that it has, too: the server died in between, or there was no
/// room. The other, who wanted it, enters it now; if it cannot, it stands on neither side.
/// </summary>
internal static class UnconfirmedFriendship
{
    public static Step Begin(AccountState state, Uin other) =>
        state.Account is not null && state.Contacts[other] is { IsFriend: true, IsUnconfirmed: true }
        ? new Step.Ask(other, new PeerRequest.CompleteFriendship(state.PresenceFor(other)), (answer, now) => answer switch
        {
            PeerAnswer.Befriended => Confirmed(new Change.ContactSet(other, null, null, now.Wall, IsUnconfirmed: false)),
            PeerAnswer.NoSuchAccount or PeerAnswer.FriendsFull => Confirmed(new Change.ContactSet(other, false, false, now.Wall)),
            _ => Step.Say(Answer.Refused.Instance),
        })
        : Step.Say(Answer.Done.Instance);

    private static Step.Done Confirmed(Change tie) => new(Answer.Done.Instance) { Changes = [tie] };
}
