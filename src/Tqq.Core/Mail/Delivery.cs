namespace Tqq.Core.Mail;

/// <summary>What of a mailbox has been acknowledged.</summary>
/// <param name="Through">The highest number acknowledged.</param>
/// <param name="Count">How many messages that is, of all that there have been.</param>
/// <param name="Bytes">How many bytes of UTF-8 their texts have.</param>
public readonly record struct Delivery(long Through, long Count, long Bytes);
