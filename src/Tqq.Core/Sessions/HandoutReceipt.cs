using Orleans;

namespace Tqq.Core.Sessions;

/// <summary>What a client that counts says it had: the first items of one handout, and nothing else.</summary>
/// <param name="Handout">The number of the handout (<see cref="Operations.Answer.HandedOut.Handout"/>); 0 for none.</param>
/// <param name="Count">How many items, counted from the first.</param>
[GenerateSerializer, Immutable]
public readonly record struct HandoutReceipt([property: Id(0)] long Handout, [property: Id(1)] uint Count)
{
    /// <summary>The client counts, and has had nothing yet.</summary>
    public static HandoutReceipt None => default;
}
