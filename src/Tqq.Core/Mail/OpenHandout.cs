using System.Collections.Immutable;

namespace Tqq.Core.Mail;

/// <summary>
/// What a GetMsgEx reply gave out and the client has not acknowledged yet (protocol.md §4). An object, because
/// most accounts have none at a time.
/// </summary>
/// <param name="Number">Names it to the wire, which reports its fate.</param>
/// <param name="Messages">How many of the oldest stored messages it holds.</param>
/// <param name="Through">How many pieces, from its first, of the stored message behind those; 0 where it ends with a whole message.</param>
/// <param name="Notices">How many of the oldest notices it holds.</param>
/// <param name="IsCounted">Whether its client acknowledges by count: then nothing else acknowledges any of it.</param>
/// <param name="Taken">How many items, from the first, are acknowledged by count already.</param>
/// <param name="Asked">
/// When the request arrived that it went to last. A reply that was written before is an earlier sending of it. After a broken
/// connection no reply is late enough.
/// </param>
/// <param name="Confirmed">When the server's kernel had the whole reply, if the client's TCP has confirmed it; otherwise null.</param>
/// <param name="Deleted">The numbers of those of its messages that were deleted after it went out.</param>
internal sealed record OpenHandout(long Number, int Messages, int Through, int Notices, bool IsCounted, int Taken, TimeSpan Asked,
    TimeSpan? Confirmed, ImmutableArray<long> Deleted)
{
    /// <summary>Whether it holds this message, and it was deleted.</summary>
    public bool IsDeleted(Message message) => Deleted.Contains(message.Id);

    /// <summary>How many of these were deleted.</summary>
    public int CountDeleted(List<Message> messages) => messages.Count(IsDeleted);
}
