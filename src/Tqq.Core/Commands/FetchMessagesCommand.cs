using Tqq.Core.Limits;
using Tqq.Core.Mail;
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

    public static Step Begin(AccountState state, bool isShort, in RequestOrigin origin, Moment now) =>
        state.Mail.ReadFrom is { } after ? Read(state, after, isShort, origin, now) : HandOut(state, isShort, origin, now);

    // On its own, because what it keeps for later is allocated at its beginning.
    private static Step.ReadTexts Read(AccountState state, long after, bool isShort, RequestOrigin origin, Moment now)
    {
        var (session, last) = (state.Session, state.Mail.Last);
        return new Step.ReadTexts(after, WireNumbers.MessagesAtOnce, messages =>
        {
            // While the disk was read another login may have ended this session: then nothing is handed out in it.
            if (state.Session != session)
                return Step.Say(state.Session?.AnswerToOthers(origin.Caller) ?? Answer.NotLoggedIn.Instance) with { IsRepeatable = false };
            state.Mail.Read(messages, areAll: messages.Length < WireNumbers.MessagesAtOnce && state.Mail.Last == last);
            return HandOut(state, isShort, origin, now);
        });
    }

    private static Step HandOut(AccountState state, bool isShort, in RequestOrigin origin, Moment now)
    {
        var counts = origin.Receipt is not null;
        var room = new ReplyRoom(state.Rules.SizeOnWire, state.Rules.PiecesOnWire, isShort, counts);
        var (number, items, cut) = state.Mail.HandOut(room, counts, origin.ArrivedBy(now));
        return number == 0 ? Nothing : Step.Say(new Answer.HandedOut(number, items, cut));
    }
}
