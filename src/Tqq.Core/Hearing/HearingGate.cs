using System.Collections.Immutable;
using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Core.Peers;
using Tqq.Core.Profiles;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Hearing;

/// <summary>What an account answers when another speaks to it. It asks nobody in turn, so that two accounts never wait for each other.</summary>
internal static class HearingGate
{
    public static PeerStep Listen(AccountState state, PeerRequest request, Moment now) => state.Account is not { } account
        ? PeerStep.Say(PeerAnswer.NoSuchAccount.Instance)
        : request switch
        {
            PeerRequest.TakeText text => TakeText(state, account, text, now),
            PeerRequest.AreYouThere => PeerStep.Say(PeerAnswer.Done.Instance),
            PeerRequest.RevealProfile show => ShowProfile(state, account, show.Viewer),
            PeerRequest.HearPresence news => HearPresence(state, news, now),
            PeerRequest.AskPresence => PeerStep.Say(new PeerAnswer.Looks(state.Presence())),
            PeerRequest.ForgetMe forget => Forget(state, forget.From, now),
            _ => HearFriendship.Listen(state, account, request, now),
        };

    private static PeerStep TakeText(AccountState state, AccountRecord account, PeerRequest.TakeText text, Moment now)
    {
        if (account.Settings.RefusesStrangers && text.From != state.Uin && !state.Contacts[text.From].IsFriend)
            return PeerStep.Say(PeerAnswer.Done.Instance);
        return Letter.To(state, MessageKind.Text, text.From, text.Text, PeerAnswer.Done.Instance, now);
    }

    private static PeerStep ShowProfile(AccountState state, AccountRecord account, Uin viewer) => PeerStep.Say(new PeerAnswer.ShowsProfile(
        account.Profile.SeenBy(account.Settings.Disclosure, viewer == state.Uin, state.Contacts[viewer].IsFriend)));

    private static PeerStep HearPresence(AccountState state, PeerRequest.HearPresence news, Moment now)
    {
        // Nobody asked yet after a restart: then the friend knows best whether its status has changed.
        if (state.Session is not null && state.Contacts[news.From.Uin].IsFriend && (state.Friends?.Learn(news.From) ?? news.IsOfStatus))
            state.Mail.Notice(news.From.Uin, news.From.Seen, now.Wall);
        return PeerStep.Say(new PeerAnswer.Looks(state.Presence()));
    }

    private static PeerStep Forget(AccountState state, Uin gone, Moment now)
    {
        var changes = ImmutableArray.CreateBuilder<Change>();
        if (state.Contacts[gone] is { IsFriend: true } or { IsWatcher: true })
            changes.Add(new Change.ContactSet(gone, IsFriend: false, IsWatcher: false, now.Wall));
        if (state.IsAsker(gone))
            changes.Add(new Change.RequestSettled(gone));
        return new(PeerAnswer.Done.Instance, changes.DrainToImmutable());
    }
}
