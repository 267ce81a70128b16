using Orleans;

namespace Tqq.Core.Operations;

/// <summary>An answer and when it may be sent.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Delay">How long it is held back: a penalty (protocol.md §6); zero almost always.</param>
/// <param name="IsRepetition">
/// Whether the request only repeated another one: it was not executed and acknowledged nothing (protocol.md §4).
/// </param>
[GenerateSerializer, Immutable]
public readonly record struct Outcome([property: Id(0)] Answer Answer, [property: Id(1)] TimeSpan Delay,
    [property: Id(2)] bool IsRepetition = false)
{
    /// <summary>An answer without delay.</summary>
    public static implicit operator Outcome(Answer answer) => new(answer, TimeSpan.Zero);

    /// <summary>An answer without delay.</summary>
    public static Outcome FromAnswer(Answer answer) => answer;
}
