using Tqq.Bench.Others.Contenders;

namespace Tqq.Bench.Others.Rounds;

/// <summary>A contender and how its receivers behave.</summary>
/// <param name="Contender">The server.</param>
/// <param name="Receivers">How they behave, in a few words.</param>
/// <param name="Pause">How long each receiver waits between an answer and its next question.</param>
/// <param name="Away">Whether they come only when all has been sent.</param>
internal sealed record Variant(Contender Contender, string Receivers, TimeSpan Pause, bool Away = false)
{
    /// <summary>Both in one line.</summary>
    public string Label => $"{Contender.Name}, {Receivers}";
}
