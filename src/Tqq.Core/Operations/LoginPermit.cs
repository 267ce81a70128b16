using Orleans;

namespace Tqq.Core.Operations;

/// <summary>A login may be looked at.</summary>
/// <param name="Delay">How long it is held back before that (protocol.md §5.1); zero almost always.</param>
[GenerateSerializer, Immutable]
public readonly record struct LoginPermit([property: Id(0)] TimeSpan Delay);
