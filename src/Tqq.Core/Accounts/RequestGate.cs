using Tqq.Core.Changes;
using Tqq.Core.Commands;
using Tqq.Core.Devices;
using Tqq.Core.Limits;
using Tqq.Core.Operations;
using Tqq.Core.Sessions;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Accounts;

/// <summary>
/// What every request goes through before its command, in the order of protocol.md §2.2: session, repetition, rate, command.
/// </summary>
internal static class RequestGate
{
    // What somebody else was told is no answer to the session's last request.
    private static readonly Step NotLoggedIn = Step.Say(Answer.NotLoggedIn.Instance) with { IsRepeatable = false };

    public static Step Begin(AccountState state, Operation operation, in RequestOrigin origin, Moment now)
    {
        if (origin.Caller.Device is { } device)
            return BeginOnDevice(state, device, operation, origin, now);
        if (state.Session is not { } session || !session.Admits(origin.Caller) || session.IsOver(now.Uptime, state.Rules.SessionTimeout)
            || !state.Permits(session.Record, origin.Caller.Address))
            return operation.AnswerWithoutSession is { } answer ? Step.Say(answer) with { IsRepeatable = false }
                : WithoutSession(state, origin.Caller, now);

        if (session.Note(origin.Repetition, now.Uptime) is { } sameAgain)
        {
            // Too many repetitions do not change what the request was answered.
            if (!state.Rates.TryTake(RateClass.Other, state.Rules.Rates, now.Uptime))
                return Repeat(Operation.Penalty(state, RateClass.Other, now).Outcome);
            if (sameAgain.Answer is Answer.HandedOut mail)
                state.Mail.OutAgain(mail.Handout, origin.ArrivedBy(now));
            return Repeat(sameAgain);
        }

        if (state.Mail.NextRequest(origin.Receipt, origin.ArrivedBy(now)) is { } delivery)
            state.Aside = state.Acknowledged(delivery);

        return BeginWithinLimits(state, operation, state.Rules.Wire.LongestText, origin, now);
    }

    // A device repeats nothing and acknowledges nothing: it reads the log.
    private static Step BeginOnDevice(AccountState state, int device, Operation operation, in RequestOrigin origin, Moment now)
    {
        if (state.Devices?.Contains(device) is not true)
            return NotLoggedIn;
        if (state.Devices.Use(device, origin.Caller.Address, now.Wall))
            state.Aside = new Change.DeviceUsed(device, now.Wall, origin.Caller.Address);
        return operation is Operation.FetchMessages or Operation.EndSession
            ? throw new ArgumentOutOfRangeException(nameof(operation), operation.GetType().Name, "nothing for a device session")
            : BeginWithinLimits(state, operation, DeviceSession.LongestText, origin, now);
    }

    private static Step BeginWithinLimits(AccountState state, Operation operation, int longestText, in RequestOrigin origin, Moment now)
    {
        // Too long is refused at once and costs nothing of the rate (§5.10).
        if (operation.LengthOfText > longestText)
            return Step.Say(new Answer.Refused(RefusalReason.TooLong));
        return state.Rates.TryTake(operation.Rate, state.Rules.Rates, now.Uptime, operation.UsesBy(state.Rules))
            ? operation.Begin(state, origin, now)
            : operation.BeginTooOften(state, origin, now) ?? Operation.Penalty(state, operation.Rate, now);
    }

    private static Step WithoutSession(AccountState state, in Caller caller, Moment now) =>
        state.Session is { } session && !session.IsOver(now.Uptime, state.Rules.SessionTimeout)
            ? Step.Say(session.AnswerToOthers(caller)) with { IsRepeatable = false }
            : NotLoggedIn;

    // The session remembers what it answered already.
    private static Step.Done Repeat(Outcome outcome) => Step.Say(outcome with { IsRepetition = true }) with { IsRepeatable = false };
}
