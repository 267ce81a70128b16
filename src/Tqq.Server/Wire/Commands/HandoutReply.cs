using System.Collections.Immutable;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Requests;
using Tqq.Protocol.Segments;

namespace Tqq.Server.Wire.Commands;

/// <summary>Messages as GetMsgEx carries them, and the room that they take there (protocol.md §5.9).</summary>
internal static class HandoutReply
{
    /// <summary>What the protocol gives the rules to count by.</summary>
    public static WireLimits Limits { get; } = new()
    {
        LongestText = CltMsgRequest.LongestText,
        MessagesAtOnce = HandoutNumbers.Messages,
        BytesAtOnce = HandoutNumbers.Bytes,
        BytesInShortReply = HandoutNumbers.BytesInShortReply,
        BytesOfFirst = HandoutNumbers.BytesOfFirst,
        SizeOf = static message => MessageSize.InReply(message.Text),
        SizesOfPieces = static message =>
            message.Kind == MessageKind.Text ? MessageSize.OfSegments(message.Text) : [MessageSize.InReply(message.Text)],
    };

    /// <summary>The reply that hands messages out.</summary>
    /// <param name="mail">The messages.</param>
    /// <param name="counts">Whether the client acknowledges by count, and so is told the number of the first one.</param>
    public static GetMsgExReply Of(Answer.HandedOut mail, bool counts) =>
        counts ? new(ToItems(mail), mail.Items.FirstOrDefault(item => item.Id > 0)?.Id ?? 0)
        : mail.Items.IsEmpty ? GetMsgExReply.Nothing
        : new(ToItems(mail));

    private static ImmutableArray<MessageItem> ToItems(Answer.HandedOut mail) =>
        [.. mail.Items.SelectMany((message, at) => ToItems(message).Take(PiecesOf(mail, at)))];

    // All but what was handed out before of the first text, and what will be after of the last.
    private static Range PiecesOf(Answer.HandedOut mail, int at) =>
        (at == 0 ? mail.Cut.Skipped : 0)..(at == mail.Items.Length - 1 && mail.Cut.Through > 0 ? mail.Cut.Through : ^0);

    // Only what people write is cut into segments.
    private static IEnumerable<MessageItem> ToItems(Message message) => message.Kind == MessageKind.Text
        ? Segmenter.Cut(message.Text).Select(piece => new MessageItem((uint)message.Kind, message.Peer.Value, piece))
        : [new MessageItem((uint)message.Kind, message.Peer.Value, message.Text)];
}
