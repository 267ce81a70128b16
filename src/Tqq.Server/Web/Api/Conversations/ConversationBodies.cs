using System.Globalization;
using System.Text.Json.Serialization;
using Tqq.Core.Log;

namespace Tqq.Server.Web.Api.Conversations;

/// <summary>Conversations, by their last messages, newest first.</summary>
/// <param name="Conversations">The conversations.</param>
/// <param name="Next">What `before` is for the next page; missing where this is the last.</param>
public sealed record ConversationsBody(IReadOnlyList<ConversationBody> Conversations, string? Next = null);

/// <summary>What was said with somebody, in one line.</summary>
/// <param name="Peer">With whom.</param>
/// <param name="Unread">How many messages came in behind the last that was read.</param>
/// <param name="Muted">Whether the account has muted the other.</param>
/// <param name="Nick">The nickname of the other; missing where the account is gone.</param>
/// <param name="Avatar">The avatar of the other; missing where the account is gone.</param>
/// <param name="Last">The last message; missing where it is too old to be kept.</param>
/// <param name="ReadThrough">The last message that was read; missing where none was.</param>
/// <param name="OnlyRequest">Whether there is nothing but the other's request to become a friend; missing where there is more.</param>
public sealed record ConversationBody(
    long Peer, long Unread, bool Muted, string? Nick = null, long? Avatar = null, MessageBody? Last = null,
    string? ReadThrough = null, bool? OnlyRequest = null);

/// <summary>A page of messages.</summary>
/// <param name="Messages">The messages: newest first, or oldest first behind `after`.</param>
/// <param name="Next">What `before`, or `after`, is for the next page; missing where this is the last.</param>
public sealed record MessagesBody(IReadOnlyList<MessageBody> Messages, string? Next = null);

/// <summary>A message, or what stands among messages.</summary>
/// <param name="Id">Its number in the account's log.</param>
/// <param name="Kind">
/// message; request, accepted or refused, which are about becoming friends; notice, a word of the server itself; deleted.
/// </param>
/// <param name="Peer">The other account.</param>
/// <param name="At">When it was entered.</param>
/// <param name="Sent">Whether the account sent it itself; missing where it is deleted.</param>
/// <param name="Text">The text; missing where it is deleted.</param>
/// <param name="Key">The Idempotency-Key that the account sent it with.</param>
/// <param name="After">What `after` is to listen on behind it, also where a backup is put back; in lines of `listen` alone.</param>
public sealed record MessageBody(
    string Id, string Kind, long Peer, DateTimeOffset At, bool? Sent = null, string? Text = null, string? Key = null, string? After = null)
{
    /// <summary>An item of the log that was said, or its tombstone.</summary>
    internal static MessageBody Of(LogItem item)
    {
        var id = item.Number.ToString(CultureInfo.InvariantCulture);
        return item.Kind == LogKind.Deleted
            ? new(id, "deleted", item.Peer.Value, item.At, Key: item.Key)
            : new(id, KindOf(item), item.Peer.Value, item.At, item.Kind == LogKind.Sent, item.Text, item.Key);
    }

    private static string KindOf(LogItem item) => item.Kind switch
    {
        LogKind.FriendRequest => "request",
        LogKind.RequestAccepted => "accepted",
        LogKind.RequestRefused => "refused",
        _ when item.Peer == Core.Uin.System => "notice",
        _ => "message",
    };
}

/// <summary>A text to send.</summary>
/// <param name="Text">The text, 1 to 10,000 characters.</param>
public sealed record SendBody(string? Text);

/// <summary>A text that was sent: it is on the server. Whether the other has it, is not said.</summary>
/// <param name="Id">Its number in the sender's log; missing where that account does not keep what it sends, or sent it to itself.</param>
/// <param name="At">When it was entered there.</param>
public sealed record SentBody(string? Id = null, DateTimeOffset? At = null);

/// <summary>How far a conversation has been read.</summary>
/// <param name="Through">The last message that was read; missing for all there is.</param>
public sealed record ReadBody(string? Through = null);

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(ConversationsBody))]
[JsonSerializable(typeof(MessagesBody))]
[JsonSerializable(typeof(SendBody))]
[JsonSerializable(typeof(SentBody))]
[JsonSerializable(typeof(ReadBody))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(ApiTime)])]
public sealed partial class ConversationJson : JsonSerializerContext;
