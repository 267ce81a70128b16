using Orleans;
using Tqq.Core.Changes;
using Tqq.Core.Limits;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Rules;
using Tqq.Core.Sessions;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

public abstract partial record Operation
{
    /// <summary>Send a text (protocol.md §5.10): the answer is the receiver's, given when the text is on its disk.</summary>
    /// <param name="Target">Who is to get it.</param>
    /// <param name="Text">The text, unescaped.</param>
    /// <param name="Utf8Length">Its length in bytes of UTF-8.</param>
    /// <param name="Key">The key by which it is taken once (§4): ASCII, 64 characters at most; null where it has none.</param>
    [GenerateSerializer, Immutable]
    public sealed record SendText(Uin Target, string Text, int Utf8Length, string? Key = null) : Operation
    {
        /// <inheritdoc/>
        public override RateClass Rate => RateClass.Sending;

        internal override int LengthOfText => Utf8Length;

        internal override Step Begin(AccountState state, in RequestOrigin origin, Moment now)
        {
            if (state.Rules.Quirks == Quirks.Tencent2006 && state.Occasional.Quirks.Swallows(Text))
                return new Step.Done(Answer.Silence.Instance) { IsRepeatable = false };
            var isOfDevice = origin.Caller.Device is not null;
            if (Key is { } text)
            {
                var key = TextKey.Of(state.Account!, text, Text);
                return new Step.Ask(
                    Target, new PeerRequest.TakeText(state.Uin, Text, key), (answer, then) =>
                        KeyedAnswered(state, isOfDevice, answer, then));
            }

            var question = new PeerRequest.TakeText(state.Uin, Text);
            return state.KeepsSent
                ? new Step.Ask(Target, question, (answer, then) => Kept(state, isOfDevice, answer, then))
                : new Step.Ask(Target, question, static (answer, _) => Step.Say(Answered(answer)));
        }

        // The text may be one that was taken before, which only its receiver can say; then it is no new one (§4).
        internal override Step? BeginTooOften(AccountState state, in RequestOrigin origin, Moment now)
        {
            if (Key is not { } text || !state.Rates.TryTake(RateClass.Other, state.Rules.Rates, now.Uptime))
                return null;
            var (key, isOfDevice) = (TextKey.Of(state.Account!, text, Text), origin.Caller.Device is not null);
            return new Step.Ask(Target, new PeerRequest.RecallText(key), (answer, then) =>
            {
                if (answer is PeerAnswer.TakenBefore)
                    return Kept(state, isOfDevice, answer, then);
                state.Rates.GiveBack(RateClass.Other, state.Rules.Rates);
                return Penalty(state, RateClass.Sending, then);
            });
        }

        // A repetition is no new text: it counts as what is limited with everything else.
        private Step.Done KeyedAnswered(AccountState state, bool isOfDevice, PeerAnswer answer, Moment now)
        {
            if (answer is PeerAnswer.TakenBefore)
            {
                state.Rates.GiveBack(RateClass.Sending, state.Rules.Rates, UsesBy(state.Rules));
                if (!state.Rates.TryTake(RateClass.Other, state.Rules.Rates, now.Uptime))
                    return Penalty(state, RateClass.Other, now);
            }

            return Kept(state, isOfDevice, answer, now);
        }

        // The recipient has it on disk, or refuses it. What was taken the sender keeps, too, if it keeps anything: behind that, so that
        // nothing is kept that was not sent. A device waits for it, because it is told the number; a client of the wire does not. Where the
        // server dies in between, the text is delivered, and the log lacks it; if it is sent again with its key, it stands there then. A
        // text to oneself stands there once, as it came in.
        private Step.Done Kept(AccountState state, bool isOfDevice, PeerAnswer answer, Moment now)
        {
            var step = Step.Say(Answered(answer));
            if (answer is not (PeerAnswer.Done or PeerAnswer.TakenBefore) || Target == state.Uin || !state.KeepsSent)
                return step;
            state.KeepLog();
            var sent = new Change.SentAppended(state.Mail.ReserveOther(), Target, Text, now.Wall, Key,
                IsRepetition: answer is PeerAnswer.TakenBefore);
            return isOfDevice ? step with { Changes = [sent] } : step with { Later = [sent] };
        }

        private static Answer Answered(PeerAnswer answer) => answer switch
        {
            PeerAnswer.Done or PeerAnswer.TakenBefore => Answer.Done.Instance,
            PeerAnswer.NotTaken => Answer.KeyReused.Instance,
            PeerAnswer.NoSuchAccount => Answer.NoSuchAccount.Instance,
            PeerAnswer.Full full => new Answer.Refused(full.Reason),
            _ => Answer.Refused.Instance,
        };
    }
}
