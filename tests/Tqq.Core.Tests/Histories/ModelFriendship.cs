using Tqq.Core.Commands;
using Tqq.Core.Log;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Profiles;
using Tqq.Core.Rules;

namespace Tqq.Core.Tests.Histories;

/// <summary>Friendship in the model (protocol.md §5.5 to §5.7): each answer, and whether a repetition gets it again.</summary>
internal sealed class ModelFriendship(Model model, ModelAccount me)
{
    private static readonly (Outcome, bool) Done = (Answer.Done.Instance, true);
    private static readonly (Outcome, bool) NoRoom = (Answer.Refused.Instance, true);
    private static readonly (Outcome, bool) Refused = NoRoom;
    private static readonly (Outcome, bool) NoRoomForMe = (Answer.Refused.Instance, false);
    private static readonly (Outcome, bool) NoSuchAccount = (Answer.NoSuchAccount.Instance, true);

    public (Outcome, bool IsRepeatable) Perform(Operation operation) => operation switch
    {
        Operation.AddFriend add => Add(model[add.Target]),
        Operation.AskFriend ask => Ask(model[ask.Target], ask.Words),
        Operation.AcceptFriend accept => Accept(model[accept.Target]),
        Operation.RefuseFriend refuse => Refuse(model[refuse.Target], refuse.Reason),
        Operation.RemoveFriend remove => Remove(model[remove.Target]),
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    private (Outcome, bool) Add(ModelAccount other)
    {
        if (other == me)
            return Added(other, AddOutcome.Refused);
        if (me.Friends.Contains(other.Uin))
            return Added(other, AddOutcome.Added);
        if (other.Record is null)
            return NoSuchAccount;
        if (!HasRoom(me, other) || !HasRoom(other, me))
            return Added(other, AddOutcome.Refused);
        switch (other.Record.Settings.WhoMayAdd)
        {
            case WhoMayAdd.Verify: return Added(other, AddOutcome.NeedsVerification);
            case WhoMayAdd.Nobody: return Added(other, AddOutcome.Refused);
            default:
                if (model.IsFull)
                    return NoRoom;
                Befriend(other);
                return Added(other, AddOutcome.Added);
        }
    }

    private (Outcome, bool) Ask(ModelAccount other, string words)
    {
        if (model.Rules.Quirks == Quirks.Tencent2006)
        {
            if (me.AskedOnce.Add(other.Uin))
                return (new(Answer.Refused.Instance, model.Rules.Penalty), false);
            me.AskedOnce.Remove(other.Uin);
        }

        if (other == me)
            return Done;
        if (me.Askers.Contains(other.Uin))
            return Accept(other);
        if (me.Friends.Contains(other.Uin) && other.Friends.Contains(me.Uin))
            return Done;
        if (other.Record is null)
            return NoSuchAccount;
        if (!HasRoom(me, other) || (!HasRoom(other, me) && other.Record.Settings.WhoMayAdd != WhoMayAdd.Nobody))
            return Refused;
        switch (other.Record.Settings.WhoMayAdd)
        {
            case WhoMayAdd.Nobody:
                return Read(MessageKind.RequestRefused, other);
            case WhoMayAdd.Anyone:
                if (model.IsFull)
                    return NoRoom;
                Befriend(other);
                return Read(MessageKind.RequestAccepted, other);
            default:
                // The second request only replaces the words.
                if (other.Askers.Contains(me.Uin))
                    return model.IsFull ? NoRoom : Done;
                if (!model.TryWrite(other, MessageKind.FriendRequest, me.Uin, words))
                    return NoRoom;
                other.Askers.Add(me.Uin);
                return Done;
        }
    }

    private (Outcome, bool) Accept(ModelAccount asker)
    {
        if (!me.Askers.Contains(asker.Uin))
            return asker.Record is null ? NoSuchAccount : Done;
        if (asker.Record is null)
            return Settle(asker, NoSuchAccount);
        if (!HasRoom(me, asker) || !HasRoom(asker, me))
            return Refused;
        if (asker.Friends.Contains(me.Uin))
        {
            if (model.IsFull)
                return NoRoom;
        }
        else if (!model.TryWrite(asker, MessageKind.RequestAccepted, me.Uin, ""))
        {
            return NoRoom;
        }

        Befriend(asker);
        return Done;
    }

    private (Outcome, bool) Refuse(ModelAccount asker, string reason)
    {
        if (!me.Askers.Contains(asker.Uin))
            return asker.Record is null ? NoSuchAccount : Done;
        if (asker.Record is null)
            return Settle(asker, NoSuchAccount);
        return model.TryWrite(asker, MessageKind.RequestRefused, me.Uin, reason) ? Settle(asker, Done) : NoRoom;
    }

    private (Outcome, bool) Remove(ModelAccount other)
    {
        if (me.Deletions.TryGetValue(other.Uin, out var before) && model.Now - before < TimeSpan.FromSeconds(30))
            return (new(Answer.Refused.Instance, model.Rules.Penalty * 1.5), true);
        if (me.Friends.Contains(other.Uin) && model.IsFull)
            return NoRoom;
        me.Deletions[other.Uin] = model.Now;
        if (other.Record is null)
            return NoSuchAccount;
        if (me.Friends.Remove(other.Uin))
            me.Mail.Enter(LogKind.Friend, other.Uin, "0");
        return Done;
    }

    private (Outcome, bool) Settle(ModelAccount asker, (Outcome, bool) answer)
    {
        if (model.IsFull)
            return NoRoomForMe;
        me.Askers.Remove(asker.Uin);
        return answer;
    }

    private (Outcome, bool) Read(MessageKind kind, ModelAccount other)
    {
        if (model.IsFull)
        {
            me.Mail.LetterLost();
            return NoRoomForMe;
        }

        me.Mail.Letter(kind, other.Uin, "");
        return Done;
    }

    // On the list of the one for the other.
    private bool HasRoom(ModelAccount one, ModelAccount other) =>
        one.Friends.Contains(other.Uin) || one.Friends.Count < model.Rules.FriendLimit;

    private void Befriend(ModelAccount other)
    {
        foreach (var (one, two) in new[] { (me, other), (other, me) })
        {
            if (one.Friends.Add(two.Uin))
                one.Mail.Enter(LogKind.Friend, two.Uin, "1");
            one.Askers.Remove(two.Uin);
            one.Deletions.Remove(two.Uin);
        }
    }

    private static (Outcome, bool) Added(ModelAccount other, AddOutcome outcome) => (new Answer.AddAnswered(other.Uin, outcome), true);
}
