using Tqq.Core.Changes;
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
        if (operation.Key is { } text)
        {
            var key = TextKey.Of(state.Account!, text, operation.Text);
            return new Step.Ask(operation.Target, new PeerRequest.TakeText(state.Uin, operation.Text, key), (answer, now) => KeyedAnswered(state, operation, key, answer, now));
        }

        var question = new PeerRequest.TakeText(state.Uin, operation.Text);
        return state.KeepsSent
            ? new Step.Ask(operation.Target, question, (answer, now) => Kept(state, operation, null, answer, now))
            : new Step.Ask(operation.Target, question, static (answer, _) => Step.Say(Answered(answer)));
    }

    /// <summary>The sender may not send now. But the text may be one that was taken before, which only its receiver can say (§4).</summary>
    public static Step Recall(AccountState state, Operation.SendText operation, string text)
    {
        var key = TextKey.Of(state.Account!, text, operation.Text);
        return new Step.Ask(operation.Target, new PeerRequest.RecallText(key), (answer, now) =>
        {
            if (answer is PeerAnswer.TakenBefore)
                return Kept(state, operation, key, answer, now);
            state.Rates.GiveBack(RateClass.Other, state.Rules.Rates);
            return Penalty(state);
        });
    }

    // A repetition is no new text: it counts as what is limited with everything else.
    private static Step.Done KeyedAnswered(AccountState state, Operation.SendText operation, TextKey key, PeerAnswer answer, Moment now)
    {
        if (answer is PeerAnswer.TakenBefore)
        {
            state.Rates.GiveBack(RateClass.Sending, state.Rules.Rates);
            if (!state.Rates.TryTake(RateClass.Other, state.Rules.Rates, now.Uptime))
                return Penalty(state);
        }

        return Kept(state, operation, key, answer, now);
    }

    // The recipient has it on disk, or refuses it. What was taken the sender keeps, too, if it keeps anything: behind that, so that nothing is kept that was not sent. Where
    // the server dies in between, the text is delivered, and the log lacks it until it is sent again with its key. A text to oneself stands there once, as it came in.
    private static Step.Done Kept(AccountState state, Operation.SendText operation, TextKey? key, PeerAnswer answer, Moment now)
    {
        var step = Step.Say(Answered(answer));
        if (answer is not (PeerAnswer.Done or PeerAnswer.TakenBefore) || operation.Target == state.Uin || !state.KeepsSent)
            return step;
        state.KeepLog();
        long? mark = key is null ? null : (long)(ulong)key.Mark;
        var sent = new Change.SentAppended(state.Mail.ReserveOther(), operation.Target, operation.Text, now.Wall, mark, IsRepetition: answer is PeerAnswer.TakenBefore);
        return step with { Changes = [sent] };
    }

    private static Step.Done Penalty(AccountState state) => Step.Say(new(Answer.Refused.Instance, state.Rules.Penalty));

    private static Answer Answered(PeerAnswer answer) => answer switch
    {
        PeerAnswer.Done or PeerAnswer.TakenBefore => Answer.Done.Instance,
        PeerAnswer.NoSuchAccount => Answer.NoSuchAccount.Instance,
        _ => Answer.Refused.Instance,
    };
}
