namespace Tqq.Core.Mail;

/// <summary>What a GetMsgEx reply gave out and the client has not acknowledged yet (protocol.md §4).</summary>
/// <param name="Number">Names it to the wire, which reports how writing it went.</param>
/// <param name="Messages">How many of the oldest stored messages it holds.</param>
/// <param name="Through">The number of the last of them.</param>
/// <param name="Notices">How many of the oldest notices it holds.</param>
/// <param name="Fate">What is known of the reply.</param>
internal readonly record struct OpenHandout(long Number, int Messages, long Through, int Notices, HandoutFate Fate);
