using Xunit.v3;

namespace Tqq.Tests.Bounds;

/// <summary>
/// A test that takes long for what it shows: `./test --all` runs it, as `.ci/run` does before a landing, and `./test` leaves it out. A
/// short test beside it looks after the same thing, or the thing seldom changes.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class LongRunAttribute : Attribute, ITraitAttribute
{
    /// <inheritdoc/>
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Run", "long")];
}
