namespace Tqq.Client.Tests.Api;

/// <summary>Chance that always comes to the same.</summary>
/// <param name="value">From 0 to 1.</param>
internal sealed class FixedChance(double value) : Random
{
    protected override double Sample() => value;

    public override double NextDouble() => value;
}
