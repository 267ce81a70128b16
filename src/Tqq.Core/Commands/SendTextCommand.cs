using Tqq.Core.Limits;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Rules;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

/// <summary>CLTMSG (protocol.md §5.10): the answer is the receiver's, given when the text is on its disk.</summary>
internal static class SendTextCommand
{
    public static Step Begin(AccountState state, Operation.SendText operation)
    {
        if (state.Rules.Quirks == Quirks.Tencent2006 && state.Quirks.Swallows(operation.Text))
            return new Step.Done(Answer.Silence.Instance) { IsRepeatable = false };
        return operation.Key is { } key
            ? new Step.Ask(operation.Target, new PeerRequest.TakeText(state.Uin, operation.Text, TextKey.Of(state.Account!, key, operation.Text)), (answer, now) => KeyedAnswered(state, answer, now))
            : new Step.Ask(operation.Target, new PeerRequest.TakeText(state.Uin, operation.Text), static (answer, _) => Step.Say(Answered(answer)));
    }

    /// <summary>The sender may not send now. But the text may be one that was taken before, which only its receiver can say (§4).</summary>
    public static Step Recall(AccountState state, Operation.SendText operation, string key) =>
        new Step.Ask(operation.Target, new PeerRequest.RecallText(TextKey.Of(state.Account!, key, operation.Text)), (answer, _) =>
        {
            if (answer is PeerAnswer.TakenBefore)
                return Step.Say(Answer.Done.Instance);
            state.Rates.GiveBack(RateClass.Other, state.Rules.Rates);
            return Penalty(state);
        });

    // A repetition is no new text: it counts as what is limited with everything else.
    private static Step.Done KeyedAnswered(AccountState state, PeerAnswer answer, Moment now)
    {
        if (answer is not PeerAnswer.TakenBefore)
            return Step.Say(Answered(answer));
        state.Rates.GiveBack(RateClass.Sending, state.Rules.Rates);
        return state.Rates.TryTake(RateClass.Other, state.Rules.Rates, now.Uptime) ? Step.Say(Answer.Done.Instance) : Penalty(state);
    }

    private static Step.Done Penalty(AccountState state) => Step.Say(new(Answer.Refused.Instance, state.Rules.Penalty));

    private static Answer Answered(PeerAnswer answer) => answer switch
    {
        PeerAnswer.Done => Answer.Done.Instance,
        PeerAnswer.NoSuchAccount => Answer.NoSuchAccount.Instance,
        _ => Answer.Refused.Instance,
    };
}
