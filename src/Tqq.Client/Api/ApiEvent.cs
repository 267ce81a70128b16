using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Tqq.Client;

/// <summary>What happens to an account, as <see cref="TqqApiClient.ReadEventsAsync"/> says it: one case for each kind.</summary>
public abstract record ApiEvent
{
    private protected ApiEvent()
    {
    }

    /// <summary>
    /// Where to go on behind this event, for `after` of <see cref="TqqApiClient.ReadEventsAsync"/>; null where nothing has been said yet
    /// that can be gone on behind.
    /// </summary>
    [JsonIgnore]
    public string? Id { get; init; }

    /// <summary>A stream begins, at first and after each reconnecting: how things are now. What follows changes this.</summary>
    /// <param name="Uin">The account's number.</param>
    /// <param name="Session">The number of the session.</param>
    /// <param name="Status">The account's own status.</param>
    /// <param name="Presence">The friends who are to be seen.</param>
    /// <param name="Unread">Of whom something is unread, among the 200 newest conversations.</param>
    public sealed record Ready(
        uint Uin, string Session, UserStatus Status, IReadOnlyList<ApiPresence> Presence, IReadOnlyList<ApiUnread> Unread) : ApiEvent
    {
        /// <summary>Who is blocked or muted.</summary>
        public IReadOnlyList<ApiMark> Marked { get => field ?? []; init; }

        /// <summary>When the stream began, by the server's clock, to the second; null where the server does not say.</summary>
        [JsonIgnore]
        public DateTimeOffset? At { get; init; }
    }

    /// <summary>A message came in, or was sent by the account itself, over whichever door.</summary>
    /// <param name="Item">The message.</param>
    public sealed record Message(ApiMessage Item) : ApiEvent;

    /// <summary>Somebody asks to be a friend, or a request was accepted or refused: the kind of the item says which.</summary>
    /// <param name="Item">The item.</param>
    public sealed record Request(ApiMessage Item) : ApiEvent;

    /// <summary>A word of the server itself.</summary>
    /// <param name="Item">The item.</param>
    public sealed record Announcement(ApiMessage Item) : ApiEvent;

    /// <summary>A conversation was read up to a message, on whichever device.</summary>
    /// <param name="Peer">With whom.</param>
    /// <param name="Through">The message.</param>
    public sealed record Read(uint Peer, string Through) : ApiEvent;

    /// <summary>A message was deleted, on whichever device.</summary>
    /// <param name="Peer">With whom.</param>
    /// <param name="MessageId">The message.</param>
    public sealed record Deleted(uint Peer, [property: JsonPropertyName("message")] string MessageId) : ApiEvent;

    /// <summary>A friend looks different now.</summary>
    /// <param name="Now">How.</param>
    public sealed record PresenceChange(ApiPresence Now) : ApiEvent;

    /// <summary>Somebody came onto the list of friends, or went off it.</summary>
    /// <param name="Uin">Who.</param>
    /// <param name="IsFriend">Whether that is a friend now.</param>
    public sealed record FriendChange(uint Uin, bool IsFriend) : ApiEvent;

    /// <summary>The account has blocked or muted somebody, or taken that back, on whichever device.</summary>
    /// <param name="Now">Whom, and how it is now.</param>
    public sealed record MarkChange(ApiMark Now) : ApiEvent;

    /// <summary>The account itself has another profile or status.</summary>
    /// <param name="Uin">Its number.</param>
    /// <param name="Nick">Its nickname.</param>
    /// <param name="Status">Its own status.</param>
    /// <param name="Avatar">Its avatar.</param>
    public sealed record ProfileChange(uint Uin, string Nick, UserStatus Status, uint Avatar = 0) : ApiEvent;

    /// <summary>
    /// The place to go on from is gone: it was kept no longer, or the server's data were restored from a backup. What is known of the
    /// account is to be read anew; <see cref="Ready"/> follows.
    /// </summary>
    public sealed record Reset : ApiEvent;

    /// <summary>The session has ended: the stream fails next.</summary>
    /// <param name="Session">The number of the session.</param>
    /// <param name="State">ended.</param>
    public sealed record SessionEnded(string Session, string State) : ApiEvent
    {
        /// <summary>"administrator" where one has ended it; null where its account has, or where it is over by itself.</summary>
        public string? By { get; init; }
    }

    /// <summary>A kind that this client does not know; nothing is dropped.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Data">What it says, JSON.</param>
    public sealed record Other(string Name, string Data) : ApiEvent;

    /// <summary>The event that a name and its data are.</summary>
    internal static ApiEvent Of(string name, ReadOnlySpan<byte> data)
    {
        try
        {
            return Known(name, data);
        }
        catch (JsonException)
        {
            // A later server may say it otherwise.
            return new Other(name, Encoding.UTF8.GetString(data));
        }
    }

    private static ApiEvent Known(string name, ReadOnlySpan<byte> data) => name switch
    {
        "ready" => Parse(data, ApiJson.Default.Ready),
        "message" => new Message(Parse(data, ApiJson.Default.ApiMessage)),
        "request" => new Request(Parse(data, ApiJson.Default.ApiMessage)),
        "announcement" => new Announcement(Parse(data, ApiJson.Default.ApiMessage)),
        "read" => Parse(data, ApiJson.Default.Read),
        "deleted" => Parse(data, ApiJson.Default.Deleted),
        "presence" => new PresenceChange(Parse(data, ApiJson.Default.ApiPresence)),
        "friend" => Parse(data, ApiJson.Default.FriendChange),
        "marked" => new MarkChange(Parse(data, ApiJson.Default.ApiMark)),
        "profile" => Parse(data, ApiJson.Default.ProfileChange),
        "reset" => new Reset(),
        "session" => Parse(data, ApiJson.Default.SessionEnded),
        _ => new Other(name, Encoding.UTF8.GetString(data)),
    };

    private static T Parse<T>(ReadOnlySpan<byte> data, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(data, type) ?? throw new JsonException("null");
}

/// <summary>How a friend looks now.</summary>
/// <param name="Uin">The friend.</param>
/// <param name="Status">Online, busy or offline.</param>
/// <param name="Nick">The nickname; null where the friend is offline.</param>
/// <param name="Avatar">The avatar; null where the friend is offline.</param>
public sealed record ApiPresence(uint Uin, UserStatus Status, string? Nick = null, uint? Avatar = null);

/// <summary>What an account has noted of somebody.</summary>
/// <param name="Uin">Of whom.</param>
/// <param name="Blocked">Whether they are blocked: what they send does not arrive.</param>
/// <param name="Muted">Whether they are muted: what they send is not announced.</param>
public sealed record ApiMark(uint Uin, bool Blocked, bool Muted);

/// <summary>How much of somebody is unread.</summary>
/// <param name="Peer">Of whom.</param>
/// <param name="Count">How many messages.</param>
public sealed record ApiUnread(uint Peer, long Count);
