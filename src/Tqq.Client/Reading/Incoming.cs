namespace Tqq.Client;

/// <summary>What GetMsgEx brings (protocol.md §5.9): one case for each type.</summary>
/// <param name="From">`UN`: who it is from.</param>
public abstract record Incoming(uint From)
{
    /// <summary>The server's own number: what comes from it is a <see cref="Notice"/>.</summary>
    internal const uint System = 10_000;

    /// <summary>When it was entered on the server; null over HTTP QQ, which does not say, and of presence.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>`MT=9`: a message, its segments joined.</summary>
    /// <param name="From">The sender.</param>
    /// <param name="Text">The whole text.</param>
    public sealed record Message(uint From, string Text) : Incoming(From);

    /// <summary>
    /// `MT=9` from 10000: the server's own word, such as an announcement to all. 10000 takes no messages, so a bot that answers
    /// <see cref="Message"/> leaves this unanswered.
    /// </summary>
    /// <param name="From">10000.</param>
    /// <param name="Text">The whole text.</param>
    public sealed record Notice(uint From, string Text) : Incoming(From);

    /// <summary>`MT=99`: a friend's status has changed.</summary>
    /// <param name="From">The friend.</param>
    /// <param name="Status">Online, offline or busy.</param>
    public sealed record PresenceChange(uint From, UserStatus Status) : Incoming(From);

    /// <summary>
    /// `MT=2`: somebody asks to be a friend. Answer with <see cref="ITqqClient.AcceptFriendAsync"/> or
    /// <see cref="ITqqClient.RefuseFriendAsync"/>.
    /// </summary>
    /// <param name="From">Who asks.</param>
    /// <param name="Words">What they say.</param>
    public sealed record FriendRequest(uint From, string Words) : Incoming(From);

    /// <summary>`MT=3`: one's own request was accepted.</summary>
    /// <param name="From">The new friend.</param>
    public sealed record Accepted(uint From) : Incoming(From);

    /// <summary>`MT=4`: one's own request was refused.</summary>
    /// <param name="From">Who refused.</param>
    /// <param name="Reason">Why, perhaps empty.</param>
    public sealed record Refused(uint From, string Reason) : Incoming(From);

    /// <summary>A type that protocol.md does not know; nothing is dropped.</summary>
    /// <param name="From">`UN`.</param>
    /// <param name="Type">`MT`.</param>
    /// <param name="Text">`MG`.</param>
    public sealed record Other(uint From, uint Type, string Text) : Incoming(From);
}
