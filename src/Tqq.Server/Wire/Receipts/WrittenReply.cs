namespace Tqq.Server.Wire.Receipts;

/// <summary>A reply that the kernel has.</summary>
/// <param name="At">Since when, on the clock that counts up.</param>
/// <param name="End">Up to which byte, of all that were sent on the connection, it goes; null where that is not known.</param>
internal sealed record WrittenReply(TimeSpan At, long? End);
