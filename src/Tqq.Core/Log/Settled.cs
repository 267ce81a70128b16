namespace Tqq.Core.Log;

/// <summary>What waits no longer for a wire session although none has fetched it: it was read by a device, or deleted.</summary>
/// <param name="Messages">How many messages.</param>
/// <param name="Bytes">Their texts, in bytes of UTF-8.</param>
public readonly record struct Settled(int Messages, long Bytes)
{
    /// <summary>Both together.</summary>
    public static Settled operator +(Settled one, Settled other) => new(one.Messages + other.Messages, one.Bytes + other.Bytes);
}
