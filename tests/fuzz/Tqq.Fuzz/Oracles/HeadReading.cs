using Tqq.Server.Wire.Http;

namespace Tqq.Fuzz.Oracles;

/// <summary>What became of a head.</summary>
/// <param name="Status">0 while more bytes are needed, 200 where it is accepted, otherwise the status of the refusal.</param>
/// <param name="Length">How many bytes it has, where it is complete.</param>
/// <param name="Head">What it says, where it is accepted.</param>
internal sealed record HeadReading(int Status, int Length, Head? Head);
