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
        PeerRequest.Befriend add => WhoMayAddTo(state, account, add.From.Uin) switch
        {
            WhoMayAdd.Anyone => Befriend(state, add.From, isFirst: true, now),
            WhoMayAdd.Verify => PeerStep.Say(PeerAnswer.AskMeFirst.Instance),
            _ => PeerStep.Say(PeerAnswer.LetsNobody.Instance),
        },
        PeerRequest.AskFriendship ask => WhoMayAddTo(state, account, ask.From.Uin) switch
        {
            WhoMayAdd.Anyone => Befriend(state, ask.From, isFirst: true, now),
            WhoMayAdd.Verify => Ask(state, ask, now),
            _ => PeerStep.Say(PeerAnswer.LetsNobody.Instance),
        },
        PeerRequest.AcceptFriendship accept => Accepted(state, accept, now),
        PeerRequest.RefuseFriendship refuse => Refused(state, refuse, now),
        PeerRequest.CompleteFriendship complete => Befriend(state, complete.From, isFirst: false, now),
        PeerRequest.StopTelling stop =>
            new(PeerAnswer.Done.Instance,
            [new Change.ContactSet(stop.From, IsFriend: null, IsWatcher: false, now.Wall, IsUnconfirmed: false)]),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request.GetType().Name, "no rule for this"),
    };

    // One that is blocked is to ask first, wherever others need not: and what it asks is swallowed.
    private static WhoMayAdd WhoMayAddTo(AccountState state, AccountRecord account, Uin asker) =>
        account.Settings.WhoMayAdd == WhoMayAdd.Anyone && state.IsBlocked(asker) ? WhoMayAdd.Verify : account.Settings.WhoMayAdd;

    private static PeerStep Befriend(AccountState state, FriendPresence friend, bool isFirst, Moment now) => state.HasRoomFor(friend.Uin)
        ? new(new PeerAnswer.Befriended(state.PresenceFor(friend.Uin)), state.Befriending(friend, isFirst, now))
        : PeerStep.Say(PeerAnswer.FriendsFull.Instance);

    // A second request while one is pending replaces its words and is no second notice (§5.6).
    private static PeerStep Ask(AccountState state, PeerRequest.AskFriendship ask, Moment now)
    {
        var asker = ask.From.Uin;
        if (!state.HasRoomFor(asker))
            return PeerStep.Say(PeerAnswer.FriendsFull.Instance);
        if (state.IsBlocked(asker))
            return Letter.Swallowed(state, asker, ask.Words, PeerAnswer.Done.Instance, now);
        Change request = new Change.RequestSet(asker, ask.Words, now.Wall);
        if (state.IsAsker(asker))
            return new(PeerAnswer.Done.Instance, [request]);
        var letter = Letter.To(state, MessageKind.FriendRequest, asker, ask.Words, PeerAnswer.Done.Instance, now);
        return letter.Answer is PeerAnswer.Full ? letter : letter with { Changes = letter.Changes.Insert(0, request) };
    }

    // Of one that was blocked meanwhile the answer is swallowed; it has this account on its list then, as if it had been removed here.
    private static PeerStep Accepted(AccountState state, PeerRequest.AcceptFriendship accept, Moment now)
    {
        if (state.IsBlocked(accept.From.Uin))
            return WithoutRequest(accept.From.Uin, Letter.Swallowed(
                state, accept.From.Uin, "", new PeerAnswer.Befriended(state.PresenceFor(accept.From.Uin)), now));
        // Said again after a crash between the two commits: the friendship stands, and the letter was written.
        if (state.Contacts[accept.From.Uin].IsFriend)
            return Befriend(state, accept.From, isFirst: true, now);
        if (!state.HasRoomFor(accept.From.Uin))
            return PeerStep.Say(PeerAnswer.FriendsFull.Instance);
        var letter = Letter.To(state, MessageKind.RequestAccepted, accept.From.Uin, "", PeerAnswer.Done.Instance, now);
        return letter.Answer is PeerAnswer.Full
            ? letter
            : new(new PeerAnswer.Befriended(state.PresenceFor(accept.From.Uin)),
                [.. letter.Changes, .. state.Befriending(accept.From, isFirst: true, now)]);
    }

    private static PeerStep Refused(AccountState state, PeerRequest.RefuseFriendship refuse, Moment now) => state.IsBlocked(refuse.From)
        ? WithoutRequest(refuse.From, Letter.Swallowed(state, refuse.From, refuse.Reason, PeerAnswer.Done.Instance, now))
        : With(new Change.AskedAnswered(refuse.From, new(IsAccepted: false, refuse.Reason, now.Wall)),
            Letter.To(state, MessageKind.RequestRefused, refuse.From, refuse.Reason, PeerAnswer.Done.Instance, now));

    private static PeerStep WithoutRequest(Uin asked, PeerStep step) => With(new Change.AskedSettled(asked), step);

    private static PeerStep With(Change change, PeerStep step) =>
        step.Changes.IsEmpty ? step : step with { Changes = step.Changes.Add(change) };
}
