namespace Tqq.Core.Mail;

/// <summary>What a GetMsgEx reply gave out and the client has not acknowledged yet (protocol.md §4). An object, because most accounts have none at a time.</summary>
/// <param name="Number">Names it to the wire, which reports how writing it went.</param>
/// <param name="Messages">How many of the oldest stored messages it holds.</param>
/// <param name="Through">How many pieces, from its first, of the stored message behind those; 0 where it ends with a whole message.</param>
/// <param name="Notices">How many of the oldest notices it holds.</param>
/// <param name="SeqMark">A hash of the `SEQ` of the request it went to.</param>
/// <param name="IsCounted">Whether its client acknowledges by count: then its session's end acknowledges nothing.</param>
/// <param name="Taken">How many items, from the first, are acknowledged by count already.</param>
/// <param name="Fate">What is known of the reply.</param>
internal sealed record OpenHandout(long Number, int Messages, int Through, int Notices, ulong SeqMark, bool IsCounted, int Taken, HandoutFate Fate);
