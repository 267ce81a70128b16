using System.Text.Json.Serialization;
using Tqq.Server.Web.Api.Conversations;

namespace Tqq.Server.Web.Api.Events;

/// <summary>A stream begins: how things are now. What is said after it changes this.</summary>
/// <param name="Uin">The account's number.</param>
/// <param name="Session">The number of the session.</param>
/// <param name="Status">Its own status: online, busy, invisible or offline.</param>
/// <param name="Presence">The friends who are to be seen.</param>
/// <param name="Unread">Of whom something is unread, among the 200 newest conversations.</param>
/// <param name="Marked">Who is blocked or muted.</param>
public sealed record ReadyBody(
    long Uin, string Session, string Status, IReadOnlyList<PresenceBody> Presence, IReadOnlyList<UnreadBody> Unread,
    IReadOnlyList<MarkedBody> Marked);

/// <summary>How much of somebody is unread.</summary>
/// <param name="Peer">Of whom.</param>
/// <param name="Count">How many messages.</param>
public sealed record UnreadBody(long Peer, long Count);

/// <summary>How a friend looks now.</summary>
/// <param name="Uin">The friend.</param>
/// <param name="Status">online, busy or offline.</param>
/// <param name="Nick">The nickname; missing where the friend is offline.</param>
/// <param name="Avatar">The avatar; missing where the friend is offline.</param>
public sealed record PresenceBody(long Uin, string Status, string? Nick = null, int? Avatar = null);

/// <summary>A conversation was read up to a message, on whichever device.</summary>
/// <param name="Peer">With whom.</param>
/// <param name="Through">The message.</param>
public sealed record ReadThroughBody(long Peer, string Through);

/// <summary>A message was deleted, on whichever device.</summary>
/// <param name="Peer">With whom.</param>
/// <param name="Message">The message.</param>
public sealed record DeletedBody(long Peer, string Message);

/// <summary>Somebody came onto the list of friends, or went off it.</summary>
/// <param name="Uin">Who.</param>
/// <param name="IsFriend">Whether that is a friend now.</param>
public sealed record FriendBody(long Uin, bool IsFriend);

/// <summary>The account has noted something of somebody, or taken it back, on whichever device.</summary>
/// <param name="Uin">Of whom.</param>
/// <param name="Blocked">Whether they are blocked now.</param>
/// <param name="Muted">Whether they are muted now.</param>
public sealed record MarkedBody(long Uin, bool Blocked, bool Muted);

/// <summary>The account itself has another profile, other settings or another status.</summary>
/// <param name="Uin">Its number.</param>
/// <param name="Nick">Its nickname.</param>
/// <param name="Avatar">Its avatar.</param>
/// <param name="Status">Its own status.</param>
public sealed record ProfileBody(long Uin, string Nick, long Avatar, string Status);

/// <summary>The session has ended, and with it the stream.</summary>
/// <param name="Session">The number of the session.</param>
/// <param name="State">ended.</param>
/// <param name="By">administrator, where one has ended it; null where its account has, or where it is over by itself.</param>
public sealed record SessionEventBody(string Session, string State, string? By);

/// <summary>The place to go on from is gone: what is known of this account is to be read anew.</summary>
public sealed record ResetBody;

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(ReadyBody))]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(ReadThroughBody))]
[JsonSerializable(typeof(DeletedBody))]
[JsonSerializable(typeof(FriendBody))]
[JsonSerializable(typeof(MarkedBody))]
[JsonSerializable(typeof(ProfileBody))]
[JsonSerializable(typeof(PresenceBody))]
[JsonSerializable(typeof(SessionEventBody))]
[JsonSerializable(typeof(ResetBody))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(ApiTime)])]
public sealed partial class EventJson : JsonSerializerContext;
