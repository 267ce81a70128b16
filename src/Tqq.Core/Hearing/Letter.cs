using System.Collections.Immutable;
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
        IsFull(state) ? PeerStep.Say(PeerAnswer.Full.Mailbox)
            : new(answer, [new Change.MessageAppended(new(state.Mail.Reserve(text), kind, from, text, now.Wall), key, state.KeepsLog)]);

    /// <summary>A notice of the system's own number; nothing where the mailbox has no room.</summary>
    public static ImmutableArray<Change> OfSystem(AccountState state, string text, Moment now) =>
        To(state, MessageKind.Text, Uin.System, text, PeerAnswer.Done.Instance, now).Changes;

    /// <summary>Something that is kept out: it is answered as if it were taken, and costs as much.</summary>
    public static PeerStep Swallowed(AccountState state, Uin from, string text, PeerAnswer answer, Moment now, TextKey? key = null) =>
        IsFull(state) ? PeerStep.Say(PeerAnswer.Full.Mailbox) : new(answer, [new Change.TextSwallowed(from, text, now.Wall, key)]);

    private static bool IsFull(AccountState state) =>
        state.Mail.Count >= state.Rules.MailboxLimit || state.Mail.Bytes >= state.Rules.MailboxBytes;
}
