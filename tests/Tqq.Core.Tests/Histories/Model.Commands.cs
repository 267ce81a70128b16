using Tqq.Core.Commands;
using Tqq.Core.Limits;
using Tqq.Core.Log;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.Rules;
using Tqq.Core.Sessions;

namespace Tqq.Core.Tests.Histories;

/// <summary>What each command does.</summary>
internal sealed partial class Model
{
    private (Outcome, bool IsRepeatable) Perform(ModelAccount me, Operation operation, in RequestOrigin origin)
    {
        switch (operation)
        {
            case Operation.FetchMessages:
                var (number, items) = me.Mail.HandOut(rules.Wire, item => rules.Wire.SizeOf(MessageOf(item)), origin);
                return (new Answer.HandedOut(number, [.. items.Select(MessageOf)]), true);
            case Operation.ListFriends { Whole: true }:
                return (new Answer.FriendList([.. me.Friends]), true);
            case Operation.ListFriends:
                return (new Answer.FriendTotal(me.Friends.Count), true);
            case Operation.ListOnline:
                return (new Answer.OnlineFriends(!me.IsOnline ? [] : [.. me.Friends.Select(friend => this[friend]).Where(friend =>
                    friend.Seen != Status.Offline)
                    .Select(friend =>
                        new FriendPresence(friend.Uin, friend.Seen, friend.Record!.Profile.Avatar, friend.Record.Profile.Nick, 0))]), true);
            case Operation.ShowProfile show:
                return (this[show.Target] is { Record: { } record } shown
                    ? new Answer.ProfileShown(show.Target,
                        record.Profile.SeenBy(
                            me.Uin == show.Target ? Viewer.Oneself : shown.Friends.Contains(me.Uin) ? Viewer.Friend : Viewer.Stranger,
                            record.Settings.WhoSees))
                    : Answer.NoSuchAccount.Instance, true);
            case Operation.SendText send when Swallows(me, send.Text):
                return (Answer.Silence.Instance, false);
            case Operation.SendText send:
                return (Send(me, this[send.Target], send.Text, send.Key), true);
            case Operation.ChangeStatus change when me.Status != change.Status:
                ChangeSeen(me, () => me.Status = change.Status);
                if (IsFull)
                    return (Answer.Done.Instance, true);
                me.StatusOnDisk = change.Status;
                // A session that is not on disk gets no status there either.
                if (me.SessionOnDisk is { } kept)
                    kept.Status = change.Status;
                return (Answer.Done.Instance, true);
            case Operation.ChangeStatus:
                return (Answer.Done.Instance, true);
            case Operation.AnswerOutOfRange:
                return (new(Answer.Refused.Instance, rules.Penalty), true);
            case Operation.EndSession:
                EndSession(me, origin.Receipt, origin.Arrived);
                return (Answer.Done.Instance, true);
            default:
                return new ModelFriendship(this, me).Perform(operation);
        }
    }

    private Answer Send(ModelAccount me, ModelAccount to, string text, string? key)
    {
        if (to.Record is null)
            return Answer.NoSuchAccount.Instance;
        if (to.TextOf(me.Uin, key, Now) is { } before)
        {
            if (before == text && to != me)
                me.Mail.EnterSentAgain(to.Uin, text, key!);
            return before == text ? Answer.Done.Instance : Answer.KeyReused.Instance;
        }

        var isKeptOut = to.Record.Settings.RefusesStrangers && to != me && !to.Friends.Contains(me.Uin);
        if (isKeptOut ? IsFull : !TryWrite(to, MessageKind.Text, me.Uin, text))
            return Answer.Refused.Instance;
        if (key is not null)
            to.Keys[(me.Uin, key)] = (text, Now);
        if (to != me)
            me.Mail.Enter(LogKind.Sent, to.Uin, text, key);
        return Answer.Done.Instance;
    }

    public bool TryWrite(ModelAccount to, MessageKind kind, Uin from, string text)
    {
        if (!to.HasRoom)
            return false;
        if (IsFull)
            to.Mail.LetterLost();
        else
            to.Mail.Letter(kind, from, text);
        return !IsFull;
    }

    private bool Swallows(ModelAccount me, string text) =>
        rules.Quirks == Quirks.Tencent2006 && text.Contains('h', StringComparison.Ordinal) && ++me.TextsWithH % 10 == 0;

    private static Message MessageOf(ModelItem item) => new(item.Id, item.Kind, item.Peer, item.Text, default);

    // A text counts as often as the wire would take it in pieces of 400 bytes.
    private bool TryTake(ModelAccount account, Operation operation)
    {
        var rateClass = ClassOf(account.Uin, operation);
        var uses = rateClass == RateClass.Sending && operation is Operation.SendText { Utf8Length: > 0 and var length }
            ? (length + 399) / 400 : 1;
        return account.TryTake(rateClass, Now, uses);
    }

    private RateClass ClassOf(Uin me, Operation operation) => operation switch
    {
        Operation.SendText send when this[send.Target].TextOf(me, send.Key, Now) == send.Text => RateClass.Other,
        Operation.SendText => RateClass.Sending,
        Operation.ChangeStatus => RateClass.StatusChange,
        Operation.AddFriend or Operation.AskFriend or Operation.AcceptFriend or Operation.RefuseFriend or Operation.AnswerOutOfRange =>
            RateClass.Befriending,
        _ => RateClass.Other,
    };
}
