using Tqq.Core.Limits;
using Tqq.Core.Operations;
using Tqq.Core.Sessions;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

/// <summary>GetMsgEx (protocol.md §5.9).</summary>
internal static class FetchMessagesCommand
{
    // Polls that find nothing are what a server does most of its time: they share one step.
    private static readonly Step Nothing = Step.Say(Answer.HandedOut.None);

    public static Step Begin(AccountState state, bool isShort, in Caller caller) =>
        state.Mail.ReadFrom is { } after ? Read(state, after, isShort, caller) : HandOut(state, isShort, caller);

    // On its own, because what it keeps for later is allocated at its beginning.
    private static Step.ReadTexts Read(AccountState state, long after, bool isShort, Caller caller)
    {
        var session = state.Session;
        return new Step.ReadTexts(after, WireNumbers.MessagesAtOnce, messages =>
        {
            // While the disk was read another login may have ended this session: then nothing is handed out in it.
            if (state.Session != session)
                return Step.Say(state.Session?.AnswerToOthers(caller) ?? Answer.NotLoggedIn.Instance) with { IsRepeatable = false };
            state.Mail.Read(messages);
            return HandOut(state, isShort, caller);
        });
    }

    private static Step HandOut(AccountState state, bool isShort, in Caller caller)
    {
        var (number, items, cut) = state.Mail.HandOut(new(state.Rules.SizeOnWire, state.Rules.PiecesOnWire, isShort, caller.Taken is not null), caller);
        return number == 0 ? Nothing : Step.Say(new Answer.HandedOut(number, items, cut));
    }
}
