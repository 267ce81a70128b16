using Orleans;
using Tqq.Core.Limits;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Sessions;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

public abstract partial record Operation
{
    /// <summary>Hand out what waits in the mailbox (protocol.md §5.9).</summary>
    /// <param name="IsShort">Whether the reply has to be short, because its client reads no more than one network packet.</param>
    [GenerateSerializer, Immutable]
    public sealed record FetchMessages(bool IsShort) : Operation
    {
        /// <summary>Into an ordinary reply.</summary>
        public static readonly FetchMessages Instance = new(IsShort: false);

        /// <summary>Into a short reply.</summary>
        public static readonly FetchMessages Short = new(IsShort: true);

        // Polls that find nothing are what a server does most of its time: they share one step.
        private static readonly Step Nothing = Step.Say(Answer.HandedOut.None);

        /// <inheritdoc/>
        public override RateClass Rate => RateClass.Other;

        internal override int LengthOfText => 0;

        internal override Step Begin(AccountState state, in RequestOrigin origin, Moment now) => Next(state, origin, now);

        private Step Next(AccountState state, in RequestOrigin origin, Moment now) =>
            state.Mail.ReadFrom(state.Rules.Wire.MessagesAtOnce) is { } after ? Read(state, after, origin, now)
                : HandOut(state, origin, now);

        // On its own, because what it keeps for later is allocated at its beginning.
        private Step.ReadTexts Read(AccountState state, long after, RequestOrigin origin, Moment now)
        {
            var (session, last, most) = (state.Session, state.Mail.Last, state.Rules.Wire.MessagesAtOnce);
            return new Step.ReadTexts(after, most, messages =>
            {
                // While the disk was read another login may have ended this session: then nothing is handed out in it.
                if (state.Session != session)
                    return Step.Say(state.Session?.AnswerToOthers(origin.Caller) ?? Answer.NotLoggedIn.Instance)
                        with { IsRepeatable = false };
                var haveMoreArrived = messages.Length < most && state.Mail.Last != last;
                state.Mail.Read(messages, areAll: messages.Length < most && !haveMoreArrived, most);
                // A text that arrived meanwhile is read, too: presence notices from before it are handed out before it, and would wait for
                // the next request.
                return haveMoreArrived ? Next(state, origin, now) : HandOut(state, origin, now);
            });
        }

        private Step HandOut(AccountState state, in RequestOrigin origin, Moment now)
        {
            var counts = origin.Receipt is not null;
            var room = new ReplyRoom(state.Rules.Wire, IsShort, counts);
            var (number, items, cut) = state.Mail.HandOut(room, counts, origin.ArrivedBy(now));
            return number == 0 ? Nothing : Step.Say(new Answer.HandedOut(number, items, cut));
        }
    }
}
