namespace Tqq.Fuzz.Targets;

/// <summary>What the product says of an input is not what the rules say.</summary>
internal sealed class DisagreementException(string message) : Exception(message)
{
    public static DisagreementException Of(string what, object? product, object? rules) =>
        new($"{what}: the product says {product ?? "nothing"}, the rules say {rules ?? "nothing"}");
}
