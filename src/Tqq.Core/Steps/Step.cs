using System.Collections.Immutable;
using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Peers;

namespace Tqq.Core.Steps;

/// <summary>
/// What the rules want done next. Effects are data: whoever hosts the account asks the other account, stores the changes, tells
/// others and sends the answer, in this order.
/// </summary>
public abstract record Step
{
    private Step() { }

    /// <summary>Ask another account, then go on with its answer.</summary>
    /// <param name="Target">Whom to ask.</param>
    /// <param name="Question">What to ask.</param>
    /// <param name="Then">What to do with the answer at the time it comes.</param>
    public sealed record Ask(Uin Target, PeerRequest Question, Func<PeerAnswer, Moment, Step> Then) : Step;

    /// <summary>Read texts of this account's mailbox from disk, then go on with them.</summary>
    /// <param name="After">The number behind which to begin.</param>
    /// <param name="Limit">How many at most.</param>
    /// <param name="Then">What to do with the texts, ascending by number.</param>
    public sealed record ReadTexts(long After, int Limit, Func<ImmutableArray<Message>, Step> Then) : Step;

    /// <summary>Store changes, then go on: for what depends on how memory is behind them.</summary>
    /// <param name="Changes">What must be on disk before; where it is refused, the answer is, too.</param>
    /// <param name="Then">What to do then.</param>
    public sealed record Store(ImmutableArray<Change> Changes, Func<Step> Then) : Step;

    /// <summary>Store, tell, answer.</summary>
    /// <param name="Outcome">The answer.</param>
    public sealed record Done(Outcome Outcome) : Step
    {
        /// <summary>What must be on disk before the answer leaves.</summary>
        public ImmutableArray<Change> Changes { get; init; } = [];

        /// <summary>
        /// What is to be stored, too, while the answer leaves: nobody waits for it, and where it finds no room, it is lost.
        /// </summary>
        public ImmutableArray<Change> Later { get; init; } = [];

        /// <summary>Whom to tell, after the disk and before the answer.</summary>
        public ImmutableArray<Tell> Tells { get; init; } = [];

        /// <summary>
        /// Whether the session ends when the changes are on disk, and not before: where they are refused, nothing has happened.
        /// </summary>
        public bool EndsSession { get; init; }

        /// <summary>Whether a repeated request gets this answer again; false where the repetition is to be executed (§7).</summary>
        public bool IsRepeatable { get; init; } = true;
    }

    /// <summary>An answer and nothing else.</summary>
    public static Done Say(Outcome outcome) => new(outcome);
}
