using Orleans;

namespace Tqq.Core.Sessions;

/// <summary>What tells a request from the one before (protocol.md §4).</summary>
/// <param name="Fingerprint">A hash of all of it: equal fingerprints are taken for the same request.</param>
/// <param name="Mark">
/// A hash of the name that its client gave it: equal marks are taken for equal names. Who has named all requests alike so far never repeats
/// one.
/// </param>
/// <param name="Arrived">When its first byte was read, on the clock of <see cref="Moment.Uptime"/>.</param>
[GenerateSerializer, Immutable]
public readonly record struct Repetition(
    [property: Id(0)] UInt128 Fingerprint, [property: Id(1)] ulong Mark, [property: Id(2)] TimeSpan Arrived);
