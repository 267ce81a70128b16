using Tqq.Core.Rules;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
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
        return new Step.Ask(operation.Target, new PeerRequest.TakeText(state.Uin, operation.Text), (answer, _) => Step.Say(Answered(answer)));
    }

    private static Answer Answered(PeerAnswer answer) => answer switch
    {
        PeerAnswer.Done => Answer.Done.Instance,
        PeerAnswer.NoSuchAccount => Answer.NoSuchAccount.Instance,
        _ => Answer.Refused.Instance,
    };
}
