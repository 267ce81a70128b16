using System.Text;
using Tqq.Core.Commands;
using Tqq.Core.Limits;
using Tqq.Core.Operations;
using Tqq.Core.Sessions;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Accounts;

/// <summary>What every request goes through before its command, in the order of protocol.md §2.2: session, repetition, rate, command.</summary>
internal static class RequestGate
{
    // What somebody else was told is no answer to the session's last request.
    private static readonly Step NotLoggedIn = Step.Say(Answer.NotLoggedIn.Instance) with { IsRepeatable = false };
    private static readonly Step NothingToEnd = Step.Say(Answer.NothingToEnd.Instance) with { IsRepeatable = false };

    public static Step Begin(AccountState state, Operation operation, in RequestOrigin origin, Moment now)
    {
        if (state.Session is not { } session || !session.Admits(origin.Caller) || session.IsOver(now.Uptime, state.Rules.SessionTimeout)
            || !state.Permits(session.Record, origin.Caller.Address))
            return operation is Operation.EndSession ? NothingToEnd : WithoutSession(state, origin.Caller, now);

        if (session.Note(origin.Repetition, now.Uptime) is { } sameAgain)
        {
            // Too many repetitions do not change what the request was answered.
            if (!state.Rates.TryTake(RateClass.Other, state.Rules.Rates, now.Uptime))
                return Repeat(Penalty(state).Outcome);
            if (sameAgain.Answer is Answer.HandedOut mail)
                state.Mail.OutAgain(mail.Handout, origin.ArrivedBy(now));
            return Repeat(sameAgain);
        }

        state.Acknowledged = state.Mail.NextRequest(origin.Receipt, origin.ArrivedBy(now));

        // Too long is refused at once and costs nothing of the rate (§5.10).
        if (LengthOf(operation) > WireNumbers.LongestText)
            return Step.Say(Answer.Refused.Instance);
        if (state.Rates.TryTake(ClassOf(operation), state.Rules.Rates, now.Uptime))
            return Perform(state, operation, origin, now);
        // A text that was taken before is no new one (§4).
        return operation is Operation.SendText { Key: { } key } again && state.Rates.TryTake(RateClass.Other, state.Rules.Rates, now.Uptime)
            ? SendTextCommand.Recall(state, again, key)
            : Penalty(state);
    }

    private static Step WithoutSession(AccountState state, in Caller caller, Moment now) =>
        state.Session is { } session && !session.IsOver(now.Uptime, state.Rules.SessionTimeout) ? Step.Say(session.AnswerToOthers(caller)) with { IsRepeatable = false } : NotLoggedIn;

    private static Step Perform(AccountState state, Operation operation, in RequestOrigin origin, Moment now) => operation switch
    {
        Operation.FetchMessages fetch => FetchMessagesCommand.Begin(state, fetch.IsShort, origin, now),
        Operation.SendText send => SendTextCommand.Begin(state, send),
        Operation.ListOnline => ListOnlineCommand.Begin(state),
        Operation.ListFriends list => ListFriendsCommand.Begin(state, list),
        Operation.ShowProfile show => ShowProfileCommand.Begin(state, show),
        Operation.ChangeStatus change => ChangeStatusCommand.Begin(state, change),
        Operation.AddFriend add => AddFriendCommand.Begin(state, add),
        Operation.AskFriend ask => AskFriendCommand.Begin(state, ask),
        Operation.AcceptFriend accept => AcceptFriendCommand.Begin(state, accept),
        Operation.RefuseFriend refuse => RefuseFriendCommand.Begin(state, refuse),
        Operation.AnswerOutOfRange => Penalty(state),
        Operation.RemoveFriend remove => RemoveFriendCommand.Begin(state, remove, now),
        Operation.EndSession => LogoutCommand.Begin(state, origin, now),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation.GetType().Name, "no rule for this"),
    };

    // In bytes of UTF-8, of whatever somebody else is to keep and read.
    private static int LengthOf(Operation operation) => operation switch
    {
        Operation.SendText send => send.Utf8Length,
        Operation.AskFriend ask => Encoding.UTF8.GetByteCount(ask.Words),
        Operation.RefuseFriend refuse => Encoding.UTF8.GetByteCount(refuse.Reason),
        _ => 0,
    };

    private static RateClass ClassOf(Operation operation) => operation switch
    {
        Operation.SendText => RateClass.Sending,
        Operation.ChangeStatus => RateClass.StatusChange,
        Operation.AddFriend or Operation.AskFriend or Operation.AcceptFriend or Operation.RefuseFriend or Operation.AnswerOutOfRange => RateClass.Befriending,
        _ => RateClass.Other,
    };

    // The session remembers what it answered already.
    private static Step.Done Repeat(Outcome outcome) => Step.Say(outcome with { IsRepetition = true }) with { IsRepeatable = false };

    private static Step.Done Penalty(AccountState state) => Step.Say(new(Answer.Refused.Instance, state.Rules.Penalty));
}
