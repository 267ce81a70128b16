using System.Collections.Immutable;
using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Core.Peers;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Hearing;

/// <summary>
/// What an account answers when another speaks to it. It asks nobody in turn, so that two accounts never wait for each other.
/// </summary>
internal static class HearingGate
{
    public static PeerStep Listen(AccountState state, PeerRequest request, Moment now) => state switch
    {
        { Account: null } => PeerStep.Say(PeerAnswer.NoSuchAccount.Instance),
        { IsLeaving: true } => PeerStep.Say(PeerAnswer.Full.Instance),
        { Account: { } account } => request switch
        {
            PeerRequest.TakeText text => TakeText(state, account, text, now),
            PeerRequest.TakeNotice notice => TakeNotice(state, notice, now),
            PeerRequest.RecallText recall => PeerStep.Say(KnownOf(state, recall.Key, now) ?? PeerAnswer.NotTaken.Instance),
            PeerRequest.AreYouThere => PeerStep.Say(PeerAnswer.Done.Instance),
            PeerRequest.RevealProfile show => ShowProfile(state, account, show.Viewer),
            PeerRequest.HearPresence news => HearPresence(state, news.From, news.IsOfStatus, [], now),
            PeerRequest.ConfirmFriendship news =>
                HearPresence(state, news.From, isOfStatus: false, Confirmed(state, news.From.Uin, now), now),
            PeerRequest.AskPresence ask => PeerStep.Say(new PeerAnswer.Looks(state.PresenceFor(ask.From))),
            PeerRequest.ForgetMe forget => Forget(state, forget.From, now),
            _ => HearFriendship.Listen(state, account, request, now),
        },
    };

    private static PeerStep TakeText(AccountState state, AccountRecord account, PeerRequest.TakeText text, Moment now)
    {
        if (text.Key is { } asked && KnownOf(state, asked, now) is { } known)
            return PeerStep.Say(known);
        var isKeptOut = state.IsBlocked(text.From)
            || (account.Settings.RefusesStrangers && text.From != state.Uin && !state.Contacts[text.From].IsFriend);
        var step = isKeptOut
            ? Letter.Swallowed(state, text.From, text.Text, PeerAnswer.Done.Instance, now, text.Key)
            : Letter.To(state, MessageKind.Text, text.From, text.Text, PeerAnswer.Done.Instance, now, text.Key);
        // What is refused leaves no key.
        if (text.Key is { } key && !step.Changes.IsEmpty)
            state.Occasional.TextKeys.Begin(key, now.Uptime);
        return step;
    }

    private static PeerStep TakeNotice(AccountState state, PeerRequest.TakeNotice notice, Moment now)
    {
        var step = Letter.To(state, MessageKind.Text, Uin.System, notice.Text, PeerAnswer.Done.Instance, now);
        return notice.Announcement is { } number && !step.Changes.IsEmpty
            ? step with { Changes = step.Changes.Add(new Change.AnnouncementTaken(number)) } : step;
    }

    // Null where the key is new. A sender asks one thing after the other: of a text that is still being stored it has
    // been told already that nobody knows.
    private static PeerAnswer? KnownOf(AccountState state, TextKey key, Moment now) =>
        state.Occasional.TextKeys.Find(key, now.Uptime) switch
    {
        TextKeys.Known.Taken => PeerAnswer.TakenBefore.Instance,
        TextKeys.Known.BeingStored => PeerAnswer.Unknown.Instance,
        TextKeys.Known.OtherText => PeerAnswer.NotTaken.Instance,
        _ => null,
    };

    private static PeerStep ShowProfile(AccountState state, AccountRecord account, Uin viewer) => PeerStep.Say(new PeerAnswer.ShowsProfile(
        account.Profile.SeenBy(
            viewer == state.Uin ? Viewer.Oneself
                : state.Contacts[viewer].IsFriend && !state.IsBlocked(viewer) ? Viewer.Friend : Viewer.Stranger,
            account.Settings.WhoSees)));

    private static PeerStep HearPresence(AccountState state, FriendPresence from, bool isOfStatus, ImmutableArray<Change> changes,
        Moment now)
    {
        // Nobody asked yet after a restart: then the friend knows best whether its status has changed.
        if (state.IsOnline && state.Contacts[from.Uin].IsFriend)
            state.Learn(from, isOfStatus, isNews: true, now.Wall);
        return new(new PeerAnswer.Looks(state.PresenceFor(from.Uin)), changes);
    }

    private static ImmutableArray<Change> Confirmed(AccountState state, Uin friend, Moment now) =>
        state.Contacts[friend].IsUnconfirmed ? [new Change.ContactSet(friend, null, null, now.Wall, IsUnconfirmed: false)] : [];

    // Whatever is in memory: a tie may be on its way to the disk.
    private static PeerStep Forget(AccountState state, Uin gone, Moment now) => new(
        PeerAnswer.Done.Instance,
        [
            new Change.ContactSet(gone, IsFriend: false, IsWatcher: false, now.Wall, IsUnconfirmed: false),
            new Change.RequestSettled(gone),
            new Change.AskedSettled(gone),
            .. NoMark(state, gone, now),
            .. state.NoteFriend(gone, isFriend: false, now),
        ]);

    private static ImmutableArray<Change> NoMark(AccountState state, Uin gone, Moment now) =>
        state.Marks?[gone].IsEmpty == false ? [new Change.PeerMarked(new(gone, false, false), now.Wall)] : [];
}
