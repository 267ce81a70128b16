using Tqq.Core.Changes;
using Tqq.Core.Rules;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

/// <summary>
/// Ack_AddToList with CD=2 (protocol.md §5.6). An account that lets anyone add it accepts at once, one that lets nobody refuses at
/// once; the asker reads either in its own mailbox, so that no request stays without an answer.
/// </summary>
internal static class AskFriendCommand
{
    public static Step Begin(AccountState state, Operation.AskFriend operation)
    {
        var target = operation.Target;
        if (state.Rules.Quirks == Quirks.Tencent2006 && state.Quirks.IsFirstAsk(target))
            return new Step.Done(new(Answer.Refused.Instance, state.Rules.Penalty)) { IsRepeatable = false };
        if (target == state.Uin)
            return Step.Say(Answer.Done.Instance);
        if (state.IsAsker(target))
            return AcceptFriendCommand.Begin(state, new(target));
        if (state.Contacts[target] is { IsFriend: true, IsWatcher: true })
            return Step.Say(Answer.Done.Instance);
        if (!state.HasRoomFor(target))
            return PendingRequests.IfThere(target, Step.Say(Answer.Refused.Instance));
        return new Step.Ask(target, new PeerRequest.AskFriendship(state.Presence(), operation.Words), (answer, now) => answer switch
        {
            PeerAnswer.Done => Step.Say(Answer.Done.Instance),
            PeerAnswer.NoSuchAccount => Step.Say(Answer.NoSuchAccount.Instance),
            PeerAnswer.Befriended friend => Read(state.Befriend(friend.Presence, Answer.Done.Instance, now), MessageKind.RequestAccepted, now),
            PeerAnswer.LetsNobody => Read(Step.Say(Answer.Done.Instance), MessageKind.RequestRefused, now),
            _ => Step.Say(Answer.Refused.Instance),
        });

        Step.Done Read(Step.Done step, MessageKind kind, Moment now) => step with
        {
            Changes = step.Changes.Add(new Change.MessageAppended(new(state.Mail.Reserve(""), kind, target, "", now.Wall), IntoLog: state.KeepsLog)),
        };
    }
}
