using Orleans;
using Tqq.Core.Mail;
using Tqq.Core.Presence;

namespace Tqq.Core.Peers;

/// <summary>
/// What one account says to another. Accounts share nothing: all they know of each other they have been told in these words.
/// Each is idempotent, so that after a crash it may simply be said again.
/// </summary>
[GenerateSerializer, Immutable]
public abstract record PeerRequest
{
    private PeerRequest() { }

    /// <summary>Take this text.</summary>
    /// <param name="From">The sender.</param>
    /// <param name="Text">The text.</param>
    /// <param name="Key">The key by which it is taken once; null where its sender gave none.</param>
    [GenerateSerializer, Immutable]
    public sealed record TakeText(Uin From, string Text, TextKey? Key = null) : PeerRequest;

    /// <summary>Take this word of the system, whomever you keep out.</summary>
    /// <param name="Text">The text.</param>
    /// <param name="Announcement">The number of the announcement that it is; null where it is for you alone.</param>
    [GenerateSerializer, Immutable]
    public sealed record TakeNotice(string Text, long? Announcement = null) : PeerRequest;

    /// <summary>Have you taken the text of this key? If not, I may not send it now.</summary>
    /// <param name="Key">The key, which names the sender and the text.</param>
    [GenerateSerializer, Immutable]
    public sealed record RecallText(TextKey Key) : PeerRequest;

    /// <summary>Do you exist?</summary>
    [GenerateSerializer, Immutable]
    public sealed record AreYouThere : PeerRequest
    {
        /// <summary>The one instance.</summary>
        public static readonly AreYouThere Instance = new();
    }

    /// <summary>What may this viewer see of you?</summary>
    /// <param name="Viewer">Who asks.</param>
    [GenerateSerializer, Immutable]
    public sealed record RevealProfile(Uin Viewer) : PeerRequest;

    /// <summary>Become my friend at once, if you let anyone.</summary>
    /// <param name="From">The presence of the one who adds.</param>
    [GenerateSerializer, Immutable]
    public sealed record Befriend(FriendPresence From) : PeerRequest;

    /// <summary>Please become my friend.</summary>
    /// <param name="From">The presence of the asker.</param>
    /// <param name="Words">The asker's words.</param>
    [GenerateSerializer, Immutable]
    public sealed record AskFriendship(FriendPresence From, string Words) : PeerRequest;

    /// <summary>I accept your request.</summary>
    /// <param name="From">The presence of the one who accepts.</param>
    [GenerateSerializer, Immutable]
    public sealed record AcceptFriendship(FriendPresence From) : PeerRequest;

    /// <summary>The friendship that you have stored is stored on my side, too; and my presence is this. What is yours?</summary>
    /// <param name="From">The presence of the one who confirms.</param>
    [GenerateSerializer, Immutable]
    public sealed record ConfirmFriendship(FriendPresence From) : PeerRequest;

    /// <summary>You wanted this friendship, I have stored it, and you never said that you have: enter it, if you still can.</summary>
    /// <param name="From">The presence of the one who has stored it.</param>
    [GenerateSerializer, Immutable]
    public sealed record CompleteFriendship(FriendPresence From) : PeerRequest;

    /// <summary>I refuse your request.</summary>
    /// <param name="From">Who refuses.</param>
    /// <param name="Reason">Why.</param>
    [GenerateSerializer, Immutable]
    public sealed record RefuseFriendship(Uin From, string Reason) : PeerRequest;

    /// <summary>I have taken you off my list: your presence is no more my business.</summary>
    /// <param name="From">Who says so.</param>
    [GenerateSerializer, Immutable]
    public sealed record StopTelling(Uin From) : PeerRequest;

    /// <summary>My presence is now this; what is yours?</summary>
    /// <param name="From">The presence.</param>
    /// <param name="IsOfStatus">Whether the status that is seen has changed, and not only the rest.</param>
    [GenerateSerializer, Immutable]
    public sealed record HearPresence(FriendPresence From, bool IsOfStatus) : PeerRequest;

    /// <summary>What is your presence?</summary>
    /// <param name="From">Who asks.</param>
    [GenerateSerializer, Immutable]
    public sealed record AskPresence(Uin From) : PeerRequest;

    /// <summary>The account is deleted: take it off everything.</summary>
    /// <param name="From">The account that was.</param>
    [GenerateSerializer, Immutable]
    public sealed record ForgetMe(Uin From) : PeerRequest;
}
