using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Core.Peers;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Hearing;

/// <summary>What an account answers to those who want to be its friends, or no longer (protocol.md §5.5 to §5.7).</summary>
internal static class HearFriendship
{
    public static PeerStep Listen(AccountState state, AccountRecord account, PeerRequest request, Moment now) => request switch
    {
        PeerRequest.Befriend add when !state.HasRoomFor(add.From.Uin) => PeerStep.Say(PeerAnswer.FriendsFull.Instance),
        PeerRequest.Befriend add => account.Settings.WhoMayAdd switch
        {
            WhoMayAdd.Anyone => Befriend(state, add.From, isFirst: true, now),
            WhoMayAdd.Verify => PeerStep.Say(PeerAnswer.AskMeFirst.Instance),
            _ => PeerStep.Say(PeerAnswer.LetsNobody.Instance),
        },
        PeerRequest.AskFriendship ask => account.Settings.WhoMayAdd switch
        {
            WhoMayAdd.Anyone => Befriend(state, ask.From, isFirst: true, now),
            WhoMayAdd.Verify => Ask(state, ask, now),
            _ => PeerStep.Say(PeerAnswer.LetsNobody.Instance),
        },
        PeerRequest.AcceptFriendship accept => Accepted(state, accept, now),
        PeerRequest.RefuseFriendship refuse =>
            Letter.To(state, MessageKind.RequestRefused, refuse.From, refuse.Reason, PeerAnswer.Done.Instance, now),
        PeerRequest.CompleteFriendship complete => Befriend(state, complete.From, isFirst: false, now),
        PeerRequest.StopTelling stop =>
            new(PeerAnswer.Done.Instance,
            [new Change.ContactSet(stop.From, IsFriend: null, IsWatcher: false, now.Wall, IsUnconfirmed: false)]),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request.GetType().Name, "no rule for this"),
    };

    private static PeerStep Befriend(AccountState state, FriendPresence friend, bool isFirst, Moment now) => state.HasRoomFor(friend.Uin)
        ? new(new PeerAnswer.Befriended(state.Presence()), state.Befriending(friend, isFirst, now))
        : PeerStep.Say(PeerAnswer.FriendsFull.Instance);

    // A second request while one is pending replaces its words and is no second notice (§5.6).
    private static PeerStep Ask(AccountState state, PeerRequest.AskFriendship ask, Moment now)
    {
        var asker = ask.From.Uin;
        if (!state.HasRoomFor(asker))
            return PeerStep.Say(PeerAnswer.FriendsFull.Instance);
        Change request = new Change.RequestSet(asker, ask.Words, now.Wall);
        if (state.IsAsker(asker))
            return new(PeerAnswer.Done.Instance, [request]);
        var letter = Letter.To(state, MessageKind.FriendRequest, asker, ask.Words, PeerAnswer.Done.Instance, now);
        return letter.Answer is PeerAnswer.Full ? letter : letter with { Changes = letter.Changes.Insert(0, request) };
    }

    private static PeerStep Accepted(AccountState state, PeerRequest.AcceptFriendship accept, Moment now)
    {
        // Said again after a crash between the two commits: the friendship stands, and the letter was written.
        if (state.Contacts[accept.From.Uin].IsFriend)
            return Befriend(state, accept.From, isFirst: true, now);
        if (!state.HasRoomFor(accept.From.Uin))
            return PeerStep.Say(PeerAnswer.FriendsFull.Instance);
        var letter = Letter.To(state, MessageKind.RequestAccepted, accept.From.Uin, "", PeerAnswer.Done.Instance, now);
        return letter.Answer is PeerAnswer.Full
            ? letter
            : new(new PeerAnswer.Befriended(state.Presence()), [.. letter.Changes, .. state.Befriending(accept.From, isFirst: true, now)]);
    }
}
