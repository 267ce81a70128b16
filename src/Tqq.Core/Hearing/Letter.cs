using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Core.Peers;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Hearing;

/// <summary>Something for the mailbox, if there is room: a full one refuses, and never drops (protocol.md §5.10).</summary>
internal static class Letter
{
    public static PeerStep To(AccountState state, MessageKind kind, Uin from, string text, PeerAnswer answer, Moment now,
        TextKey? key = null) =>
        state.Mail.Count >= state.Rules.MailboxLimit || state.Mail.Bytes >= state.Rules.MailboxBytes
            ? PeerStep.Say(PeerAnswer.Full.Instance)
            : new(answer, [new Change.MessageAppended(new(state.Mail.Reserve(text), kind, from, text, now.Wall), key, state.KeepsLog)]);
}
