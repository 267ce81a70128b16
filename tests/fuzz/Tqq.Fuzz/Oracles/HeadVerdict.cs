namespace Tqq.Fuzz.Oracles;

/// <summary>What the rules say of the beginning of a connection. Neither reasons nor a head: more bytes are needed.</summary>
/// <param name="Reasons">Every status with which it may be refused; the rules do not say which comes first.</param>
/// <param name="Accepted">The only reading, where there is no reason against it.</param>
internal sealed record HeadVerdict(HashSet<int> Reasons, HeadReading? Accepted);
