using System.Collections.Immutable;
using System.Net;
using Tqq.Core;
using Tqq.Core.Log;
using Tqq.Core.Operations;

namespace Tqq.Server.Messaging;

/// <summary>
/// The log of an account as its devices read and change it: what came in and what the account sent, one numbered list for all of them.
/// Whatever a device changes, the others are signalled. All of it throws an <see cref="IOException"/> where the store cannot do it now; the
/// text of that says why, and nothing of the change was stored, unless its type says that nobody knows.
/// </summary>
public interface IDeviceLog
{
    /// <summary>The most items, or conversations, that are read at once; whoever asks for more gets these.</summary>
    const int MostAtOnce = 200;

    /// <summary>
    /// Reads on behind what a device knows: items, read markers, deletions and friends, ascending. A device that asks again behind the last
    /// of them misses nothing and has nothing twice.
    /// </summary>
    /// <param name="uin">Whose log.</param>
    /// <param name="device">The number of the session.</param>
    /// <param name="epoch">The epoch that the device knows numbers of; null for the first time.</param>
    /// <param name="after">The last number that it knows.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is new; null where there is no such session.</returns>
    ValueTask<LogRead?> ReadAsync(Uin uin, int device, long? epoch, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Reads a page backwards, newest first: what came in, what was sent, and the tombstones of what was deleted.</summary>
    /// <param name="uin">Whose log.</param>
    /// <param name="device">The number of the session.</param>
    /// <param name="peer">Of whom; null for all.</param>
    /// <param name="before">The number before which to begin; <see cref="long.MaxValue"/> for the newest.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The items; null where there is no such session.</returns>
    ValueTask<ImmutableArray<LogItem>?> ReadPageAsync(
        Uin uin, int device, Uin? peer, long before, int limit, CancellationToken cancellationToken);

    /// <summary>Reads a page forwards, oldest first: what was said with somebody, and the tombstones of what was deleted.</summary>
    /// <param name="uin">Whose log.</param>
    /// <param name="device">The number of the session.</param>
    /// <param name="peer">With whom.</param>
    /// <param name="after">The number behind which to begin.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The items; null where there is no such session.</returns>
    ValueTask<ImmutableArray<LogItem>?> ReadPageAfterAsync(
        Uin uin, int device, Uin peer, long after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Searches the log from its newest item on: for words, of which the last may be the beginning of one, phrases in quotes, and Chinese
    /// characters as they follow each other. All of it has to occur in a text. No query is an error; one without a word finds nothing.
    /// </summary>
    /// <param name="uin">Whose log.</param>
    /// <param name="device">The number of the session.</param>
    /// <param name="query">What is searched for; of a longer one the first 1,000 places count.</param>
    /// <param name="peer">Of whom; null for all.</param>
    /// <param name="before">
    /// The number before which to begin: <see cref="long.MaxValue"/> for the newest, or <see cref="LogFound.Next"/>.
    /// </param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was found; null where there is no such session.</returns>
    ValueTask<LogFound?> SearchAsync(
        Uin uin, int device, string query, Uin? peer, long before, int limit, CancellationToken cancellationToken);

    /// <summary>Lists conversations by their last items that are not deleted, newest first.</summary>
    /// <param name="uin">Whose log.</param>
    /// <param name="device">The number of the session.</param>
    /// <param name="before">The number that their last items have to be below; <see cref="long.MaxValue"/> for the newest.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The conversations; null where there is no such session.</returns>
    ValueTask<ImmutableArray<Conversation>?> ListConversationsAsync(
        Uin uin, int device, long before, int limit, CancellationToken cancellationToken);

    /// <summary>Sends a text.</summary>
    /// <param name="uin">Who sends.</param>
    /// <param name="device">The number of the session.</param>
    /// <param name="from">The client's address.</param>
    /// <param name="target">Who is to get it.</param>
    /// <param name="text">The text; 40,000 bytes of UTF-8 at most, more is refused.</param>
    /// <param name="key">The key by which it is taken once within 24 hours: ASCII, 64 characters at most; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// What became of it. The same text with the same key, to the same account, is sent once, and a repetition is answered as the first one
    /// was. The key of another text is <see cref="Answer.KeyReused"/>, and nothing is sent.
    /// </returns>
    ValueTask<DeviceSent> SendAsync(
        Uin uin, int device, IPAddress from, Uin target, string text, string? key, CancellationToken cancellationToken);

    /// <summary>Marks all of a peer up to a number as read.</summary>
    /// <param name="uin">Whose log.</param>
    /// <param name="device">The number of the session.</param>
    /// <param name="peer">The peer, of whom something is in the log.</param>
    /// <param name="through">The number, above 0; one above the last in the log means the last.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False, and nothing is changed, where there is no such session, nothing of that peer, or the number is below 1.</returns>
    ValueTask<bool> MarkReadAsync(Uin uin, int device, Uin peer, long through, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes an item for this account. Where there is none of this number any more, or it is none of what was said, nothing changes.
    /// </summary>
    /// <param name="uin">Whose log.</param>
    /// <param name="device">The number of the session.</param>
    /// <param name="item">The number of the item.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False, and nothing is changed, where there is no such session, or the log has never had such a number.</returns>
    ValueTask<bool> DeleteAsync(Uin uin, int device, long item, CancellationToken cancellationToken);

    /// <summary>One step of deleting a whole conversation for this account, newest first; each step is on disk when it ends.</summary>
    /// <param name="uin">Whose log.</param>
    /// <param name="device">The number of the session.</param>
    /// <param name="peer">With whom.</param>
    /// <param name="before">The number before which it begins: <see cref="long.MaxValue"/>, or what the step before said.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Where the next step begins; 0 where nothing is left, null where there is no such session.</returns>
    ValueTask<long?> DeleteSomeAsync(Uin uin, int device, Uin peer, long before, CancellationToken cancellationToken);
}

/// <summary>What is new in a log.</summary>
/// <param name="Epoch">
/// The epoch that the numbers are of, 1 to 2^53. A restored store has another one. So has a log when the last of its older history has come
/// into it: when an account opens its first device session, what waits and the newest of its history are there at once, and the rest comes
/// within minutes.
/// </param>
/// <param name="Last">The highest number in the log before it was read.</param>
/// <param name="BeginsAnew">
/// Whether what the device knows is of another epoch, or so old that some of what came behind it is gone: it has to forget it, to list its
/// conversations, and to read on behind <paramref name="Last"/>.
/// </param>
/// <param name="Items">What is new; nothing where the device begins anew.</param>
[GenerateSerializer, Immutable]
public sealed record LogRead(long Epoch, long Last, bool BeginsAnew, ImmutableArray<LogItem> Items);

/// <summary>What became of a text.</summary>
/// <param name="Outcome">The outcome; <see cref="Answer.NotLoggedIn"/> where there is no such session.</param>
/// <param name="Number">
/// The number that it has in the sender's log, or had before it was deleted; null where it was not sent or is not kept. A text to oneself
/// stands in the log as it came in, and has no number here.
/// </param>
/// <param name="At">When it was entered there, by the calendar; null where there is no number.</param>
[GenerateSerializer, Immutable]
public readonly record struct DeviceSent(
    [property: Id(0)] Outcome Outcome, [property: Id(1)] long? Number, [property: Id(2)] DateTimeOffset? At = null);
