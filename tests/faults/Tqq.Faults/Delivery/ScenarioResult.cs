namespace Tqq.Faults.Delivery;

/// <summary>What came of a scenario.</summary>
/// <param name="Trouble">What happened to the reply.</param>
/// <param name="Way">How the client came back.</param>
/// <param name="Counts">Whether the client counts what it has taken.</param>
/// <param name="HasTls">Whether its connections were encrypted.</param>
/// <param name="Sent">How many texts were acknowledged to the sender.</param>
/// <param name="Lost">How many of them the program never had.</param>
/// <param name="Doubled">How many more it had than there are.</param>
/// <param name="IsOutOfOrder">Whether it had them in another order.</param>
/// <param name="Error">Why the scenario could not be carried out; null where it was.</param>
internal sealed record ScenarioResult(Trouble Trouble, Way Way, bool Counts, bool HasTls, int Sent, int Lost, int Doubled,
    bool IsOutOfOrder, string? Error)
{
    /// <summary>Whether protocol.md §4 allows it.</summary>
    public bool IsAllowed =>
        Error is null && !IsOutOfOrder && (Lost == 0 || (!Counts && Trouble.MayLose(Way)))
            && (Doubled == 0 || (!Counts && Trouble.MayDouble(Way)));

    public override string ToString() =>
        $"{Trouble.Name} / {Way} / {(Counts ? "AK" : "2005")}{(HasTls ? " / TLS" : "")}:"
        + $" {Error ?? FormattableString.Invariant($"{Lost} lost, {Doubled} twice of {Sent}")}";
}
