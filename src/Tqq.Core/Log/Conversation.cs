using Orleans;

namespace Tqq.Core.Log;

/// <summary>What an account and one other have said to each other, in one line.</summary>
/// <param name="Peer">The other.</param>
/// <param name="Last">The number of its last item that is not deleted; what is sorted by.</param>
/// <param name="LastItem">That item; null where it has been swept.</param>
/// <param name="Unread">How many items of the peer came in behind <paramref name="ReadThrough"/> and are kept.</param>
/// <param name="ReadThrough">The highest number that was marked read; 0 for none.</param>
[GenerateSerializer, Immutable]
public sealed record Conversation(Uin Peer, long Last, LogItem? LastItem, long Unread, long ReadThrough);
