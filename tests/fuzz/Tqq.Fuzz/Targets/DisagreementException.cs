namespace Tqq.Fuzz.Targets;

/// <summary>What the product says of an input is not what the rules say.</summary>
internal sealed class DisagreementException(string message) : Exception(message)
{
    public static void Unless(bool holds, string what, object? product, object? oracle)
    {
        if (!holds)
            throw new DisagreementException($"{what}: the product says {product ?? "nothing"}, the rules say {oracle ?? "nothing"}");
    }
}
