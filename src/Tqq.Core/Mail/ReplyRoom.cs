
namespace Tqq.Core.Mail;

/// <summary>
/// How much more fits into a reply (protocol.md §5.9). A reply's first item goes out however large it is. A short reply may end inside a
/// text; not for a client that acknowledges by count, because it counts whole texts.
/// </summary>
/// <param name="limits">How much a reply holds, and how much an item takes.</param>
/// <param name="isShort">Whether it is a short reply.</param>
/// <param name="counts">Whether the client acknowledges by count.</param>
public struct ReplyRoom(WireLimits limits, bool isShort, bool counts)
{
    private readonly bool _cuts = isShort && !counts;
    private int _left = (isShort ? limits.BytesInShortReply : limits.BytesAtOnce) - (counts ? limits.BytesOfFirst : 0);
    private bool _hasItems;

    /// <summary>How many items it holds at most, however small they are.</summary>
    public readonly int MostItems => limits.MessagesAtOnce;

    /// <summary>Takes room for an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="from">How many of its pieces are left out.</param>
    /// <returns>With which of its pieces it ends here, counted from 1; 0 where all of it goes out; null where nothing of it fits.</returns>
    public int? Take(Message item, int from)
    {
        var size = from == 0 ? limits.SizeOf(item) : limits.SizesOfPieces(item).Skip(from).Sum();
        var through = size > _left && _cuts ? LastThatFits(limits.SizesOfPieces(item), from) : 0;
        if (size > _left && (_cuts ? through == from : _hasItems))
            return null;
        _hasItems = true;
        _left -= size;
        return through;
    }

    // 0 where all of them do.
    private readonly int LastThatFits(IReadOnlyList<int> pieces, int from)
    {
        var (through, left) = (from, _left);
        while (through < pieces.Count && (pieces[through] <= left || (through == from && !_hasItems)))
            left -= pieces[through++];
        return through == pieces.Count ? 0 : through;
    }
}
