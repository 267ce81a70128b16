using System.Collections.Immutable;
using System.Text;
using Tqq.Core.Log;
using Tqq.Core.Mail;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>What the tail of a log, which stands among the messages, adds to it.</summary>
internal static class LogTail
{
    /// <summary>So far the numbers of a tail go, at most: then it is brought to the rest of the log.</summary>
    public const int Longest = 64;

    /// <summary>An entry of a tail, as one of the log.</summary>
    public static LogItem ToItem(Message message) => new(message.Id, (LogKind)message.Kind, message.Peer, message.Text, message.At,
        message.SentKey);

    /// <summary>What a tail adds to the size of its log.</summary>
    public static long Bytes(ImmutableArray<Message> tail) => tail.Sum(message => LogRow.SizeOf(Encoding.UTF8.GetByteCount(message.Text)));

    /// <summary>What was said with each peer, ascending. Changes of the list of friends are no part of a conversation.</summary>
    public static IEnumerable<(uint Peer, IReadOnlyList<Message> Items)> ByPeer(ImmutableArray<Message> tail) => tail
        .Where(message => (int)message.Kind <= (int)LogKind.Sent).GroupBy(message => message.Peer.Value).Select(items =>
            (items.Key, (IReadOnlyList<Message>)[.. items]));

    /// <summary>A conversation together with what was said in it last.</summary>
    public static ConversationRow Add(ConversationRow conversation, IReadOnlyList<Message> items) => conversation with
    {
        Last = items[^1].Id,
        Unread = conversation.Unread + items.Count(message => (int)message.Kind < LogRow.FirstOther),
    };
}
