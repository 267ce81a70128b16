using Tqq.Bench.Others.Contenders;

namespace Tqq.Bench.Others.Rounds;

/// <summary>A contender and how its receivers behave.</summary>
/// <param name="Contender">The server.</param>
/// <param name="Receivers">How they behave, in a few words.</param>
/// <param name="Pause">How long each receiver waits between an answer and its next question.</param>
/// <param name="Away">Whether they come only when all has been sent.</param>
/// <param name="KeepsOrder">Whether a message that comes after a later one is a failure; otherwise it is only counted.</param>
internal sealed record Variant(Contender Contender, string Receivers, TimeSpan Pause, bool Away = false, bool KeepsOrder = true)
{
    /// <summary>Both in one line.</summary>
    public string Label => $"{Contender.Name}, {Receivers}";
}
