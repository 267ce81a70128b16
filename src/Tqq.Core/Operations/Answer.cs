using System.Collections.Immutable;
using System.Net;
using Orleans;
using Tqq.Core.Mail;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;

namespace Tqq.Core.Operations;

/// <summary>What the messenger answers. The wire puts it into the words of the protocol (protocol.md §2.2, §5).</summary>
[GenerateSerializer, Immutable]
public abstract record Answer
{
    private Answer() { }

    /// <summary>Done, with nothing more to say: RES=0.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Done : Answer
    {
        /// <summary>The one instance.</summary>
        public static readonly Done Instance = new();
    }

    /// <summary>A logout of somebody who has no session: RES=0 as with one (§5.11), but nothing has ended.</summary>
    [GenerateSerializer, Immutable]
    public sealed record NothingToEnd : Answer
    {
        /// <summary>The one instance.</summary>
        public static readonly NothingToEnd Instance = new();
    }

    /// <summary>Too fast, too long, repeated, a code out of range, no room on disk, or damaged on disk: RES=3.</summary>
    /// <param name="Reason">Why, for doors that say so; two of them are the same answer whatever it is.</param>
    /// <param name="RetryAfter">When the limit would allow it, where it came too fast; otherwise zero.</param>
    [GenerateSerializer, Immutable]
    public sealed record Refused(RefusalReason Reason, TimeSpan RetryAfter = default) : Answer
    {
        /// <summary>For none of the reasons that have a name.</summary>
        public static readonly Refused Instance = new(RefusalReason.Other);

        /// <summary>Too fast.</summary>
        /// <param name="retryAfter">When the limit would allow it.</param>
        public static Refused TooFast(TimeSpan retryAfter) => new(RefusalReason.TooFast, retryAfter);

        /// <inheritdoc/>
        public bool Equals(Refused? other) => other is not null;

        /// <inheritdoc/>
        public override int GetHashCode() => 0;
    }

    /// <summary>The key of a text belongs to another text, which the recipient took within 24 hours or is storing (§4): RES=3.</summary>
    [GenerateSerializer, Immutable]
    public sealed record KeyReused : Answer
    {
        /// <summary>The one instance.</summary>
        public static readonly KeyReused Instance = new();
    }

    /// <summary>The account has as many of something as it may: for devices only.</summary>
    /// <param name="Most">How many.</param>
    [GenerateSerializer, Immutable]
    public sealed record AtLimit(int Most) : Answer;

    /// <summary>No such account: RES=5.</summary>
    [GenerateSerializer, Immutable]
    public sealed record NoSuchAccount : Answer
    {
        /// <summary>The one instance.</summary>
        public static readonly NoSuchAccount Instance = new();
    }

    /// <summary>The caller has no session here: RES=20.</summary>
    [GenerateSerializer, Immutable]
    public sealed record NotLoggedIn : Answer
    {
        /// <summary>The one instance.</summary>
        public static readonly NotLoggedIn Instance = new();
    }

    /// <summary>The caller's session had a key, and another login took its place (§3): RES=20, and from where.</summary>
    /// <param name="Address">The address that the other login came from.</param>
    [GenerateSerializer, Immutable]
    public sealed record Displaced(IPAddress Address) : Answer;

    /// <summary>
    /// No reply at all (NULL): nobody knows yet whether it is done, or an oddity of the original that a quirk asks for (§7).
    /// </summary>
    [GenerateSerializer, Immutable]
    public sealed record Silence : Answer
    {
        /// <summary>The one instance.</summary>
        public static readonly Silence Instance = new();
    }

    /// <summary>Logged in (§5.1).</summary>
    /// <param name="Key">The session key, where the client asked for one.</param>
    [GenerateSerializer, Immutable]
    public sealed record LoggedIn(string? Key) : Answer
    {
        /// <summary>Without the key.</summary>
        public override string ToString() => "logged in";
    }

    /// <summary>
    /// Wrong password, no such account, a disabled one, or one that may not be entered so or from there; there is
    /// no way to tell them apart (§5.1).
    /// </summary>
    /// <param name="Obstacle">Why, for the log; two of them are the same answer whatever it is.</param>
    [GenerateSerializer, Immutable]
    public sealed record LoginFailed(LoginObstacle Obstacle) : Answer
    {
        /// <inheritdoc/>
        public bool Equals(LoginFailed? other) => other is not null;

        /// <inheritdoc/>
        public override int GetHashCode() => 0;
    }

    /// <summary>The password is right, but the account or the server lets nobody in who does not ask for a session key.</summary>
    [GenerateSerializer, Immutable]
    public sealed record KeyRequired : Answer
    {
        /// <summary>The one instance.</summary>
        public static readonly KeyRequired Instance = new();
    }

    /// <summary>How many friends there are (§5.2).</summary>
    /// <param name="Count">The number.</param>
    [GenerateSerializer, Immutable]
    public sealed record FriendTotal(int Count) : Answer;

    /// <summary>Who the friends are (§5.2).</summary>
    /// <param name="Uins">Their numbers, ascending.</param>
    [GenerateSerializer, Immutable]
    public sealed record FriendList(ImmutableArray<Uin> Uins) : Answer;

    /// <summary>The friends online now (§5.3).</summary>
    /// <param name="Visible">Their presence, ascending by number.</param>
    [GenerateSerializer, Immutable]
    public sealed record OnlineFriends(ImmutableArray<FriendPresence> Visible) : Answer;

    /// <summary>A profile as this caller may see it (§5.4).</summary>
    /// <param name="Target">Whose it is.</param>
    /// <param name="Seen">What this caller sees of it.</param>
    [GenerateSerializer, Immutable]
    public sealed record ProfileShown(Uin Target, SeenProfile Seen) : Answer;

    /// <summary>What became of AddToList (§5.5).</summary>
    /// <param name="Target">The account to add.</param>
    /// <param name="Outcome">What became of it.</param>
    [GenerateSerializer, Immutable]
    public sealed record AddAnswered(Uin Target, AddOutcome Outcome) : Answer;

    /// <summary>What waited in the mailbox, oldest first (§5.9).</summary>
    /// <param name="Handout">Names this handing-out, so that the wire can say how writing it went; 0 where there was nothing.</param>
    /// <param name="Items">Messages and presence notices, whole texts.</param>
    /// <param name="Cut">Which pieces of the first and of the last text go out.</param>
    [GenerateSerializer, Immutable]
    public sealed record HandedOut(long Handout, ImmutableArray<Message> Items, TextCut Cut = default) : Answer
    {
        /// <summary>Nothing new.</summary>
        public static readonly HandedOut None = new(0, []);
    }
}
