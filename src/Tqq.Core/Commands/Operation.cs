using Orleans;
using Tqq.Core.Limits;
using Tqq.Core.Operations;
using Tqq.Core.Rules;
using Tqq.Core.Sessions;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

/// <summary>
/// What a logged-in account asks of the messenger (protocol.md §5). One file holds one case: what it carries, what it costs, and its rules.
/// A case without one of these does not compile, so a new one needs its own file and nothing else here.
/// </summary>
[GenerateSerializer, Immutable]
public abstract partial record Operation
{
    private Operation() { }

    /// <summary>The limit that it counts against (§6).</summary>
    public abstract RateClass Rate { get; }

    /// <summary>
    /// The length, in bytes of UTF-8, of what somebody else is to keep and read of it; 0 where there is nothing of the kind.
    /// </summary>
    internal abstract int LengthOfText { get; }

    /// <summary>
    /// How many uses of its limit it is: a text counts as often as a client of HTTP QQ would have to send for it (§5.10), so that nobody
    /// has more by another door.
    /// </summary>
    internal int UsesBy(AccountRules rules) =>
        Rate == RateClass.Sending ? 1 + (Math.Max(LengthOfText, 1) - 1) / rules.Wire.LongestText : 1;

    /// <summary>What somebody without a session is answered; null where that is what everybody without one is told.</summary>
    internal virtual Answer? AnswerWithoutSession => null;

    /// <summary>What it does for the session's account, once session, repetition, length and rate allow it.</summary>
    internal abstract Step Begin(AccountState state, in RequestOrigin origin, Moment now);

    /// <summary>What it does when it comes too often; null where that is a penalty and nothing else.</summary>
    internal virtual Step? BeginTooOften(AccountState state, in RequestOrigin origin, Moment now) => null;

    private static Step.Done Penalty(AccountState state) => Step.Say(new(Answer.Refused.Instance, state.Rules.Penalty));

    /// <summary>The answer to what came too fast for a limit.</summary>
    internal static Step.Done Penalty(AccountState state, RateClass limit, Moment now) => Step.Say(
        new(Answer.Refused.TooFast(state.Rates.UntilNext(limit, state.Rules.Rates, now.Uptime)), state.Rules.Penalty));
}
