using Orleans;
using Tqq.Core.Presence;

namespace Tqq.Core.Operations;

/// <summary>What a logged-in account asks of the messenger: one case for each command but Login (protocol.md §5).</summary>
[GenerateSerializer, Immutable]
public abstract record Operation
{
    private Operation() { }

    /// <summary>How many friends there are, or who they are (§5.2).</summary>
    /// <param name="Whole">True for the whole list, false for the number only.</param>
    [GenerateSerializer, Immutable]
    public sealed record ListFriends(bool Whole) : Operation;

    /// <summary>Which friends are online, or how many (§5.3). The answer carries the list either way.</summary>
    [GenerateSerializer, Immutable]
    public sealed record ListOnline : Operation
    {
        /// <summary>The one instance.</summary>
        public static readonly ListOnline Instance = new();
    }

    /// <summary>What an account says of itself (§5.4).</summary>
    /// <param name="Target">The account asked about.</param>
    [GenerateSerializer, Immutable]
    public sealed record ShowProfile(Uin Target) : Operation;

    /// <summary>Put an account on one's list (§5.5).</summary>
    /// <param name="Target">The account to add.</param>
    [GenerateSerializer, Immutable]
    public sealed record AddFriend(Uin Target) : Operation;

    /// <summary>Ask an account to become a friend (§5.6, CD=2).</summary>
    /// <param name="Target">The account asked.</param>
    /// <param name="Words">What it will read.</param>
    [GenerateSerializer, Immutable]
    public sealed record AskFriend(Uin Target, string Words) : Operation;

    /// <summary>Accept an account's request (§5.6, CD=0).</summary>
    /// <param name="Target">Who asked.</param>
    [GenerateSerializer, Immutable]
    public sealed record AcceptFriend(Uin Target) : Operation;

    /// <summary>Refuse an account's request (§5.6, CD=1).</summary>
    /// <param name="Target">Who asked.</param>
    /// <param name="Reason">What it will read.</param>
    [GenerateSerializer, Immutable]
    public sealed record RefuseFriend(Uin Target, string Reason) : Operation;

    /// <summary>An answer to a request with a code that means nothing (§5.6, CD of 3 and more): a penalty.</summary>
    [GenerateSerializer, Immutable]
    public sealed record AnswerOutOfRange : Operation;

    /// <summary>Take an account off one's list (§5.7).</summary>
    /// <param name="Target">The account to remove.</param>
    [GenerateSerializer, Immutable]
    public sealed record RemoveFriend(Uin Target) : Operation;

    /// <summary>Change one's status (§5.8).</summary>
    /// <param name="Status">The new status.</param>
    [GenerateSerializer, Immutable]
    public sealed record ChangeStatus(Status Status) : Operation;

    /// <summary>Hand out what waits in the mailbox (§5.9).</summary>
    /// <param name="IsShort">Whether the reply has to be short, because its client reads no more than one network packet.</param>
    [GenerateSerializer, Immutable]
    public sealed record FetchMessages(bool IsShort) : Operation
    {
        /// <summary>Into an ordinary reply.</summary>
        public static readonly FetchMessages Instance = new(IsShort: false);

        /// <summary>Into a short reply.</summary>
        public static readonly FetchMessages Short = new(IsShort: true);
    }

    /// <summary>Send a text (§5.10).</summary>
    /// <param name="Target">Who is to get it.</param>
    /// <param name="Text">The text, unescaped.</param>
    /// <param name="Utf8Length">Its length in bytes of UTF-8.</param>
    /// <param name="Key">The key by which it is taken once (§4): ASCII, 64 characters at most; null where it has none.</param>
    [GenerateSerializer, Immutable]
    public sealed record SendText(Uin Target, string Text, int Utf8Length, string? Key = null) : Operation;

    /// <summary>End one's session (§5.11).</summary>
    [GenerateSerializer, Immutable]
    public sealed record EndSession : Operation
    {
        /// <summary>The one instance.</summary>
        public static readonly EndSession Instance = new();
    }
}
