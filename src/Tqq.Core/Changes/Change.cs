using System.Collections.Immutable;
using System.Net;
using Tqq.Core.Access;
using Tqq.Core.Contacts;
using Tqq.Core.Devices;
using Tqq.Core.Mail;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;

namespace Tqq.Core.Changes;

/// <summary>
/// One thing to be stored for one account, decided by the rules. Every change names its whole outcome, so that doing
/// it twice is the same as doing it once; changes of an account are stored in the order in which they were decided.
/// </summary>
public abstract record Change
{
    private Change() { }

    /// <summary>How many requests of its own an account remembers, with their answers.</summary>
    public const int MostAsked = 1000;

    /// <summary>
    /// Whether the messenger can go on when there is no room on disk for this change: a session lives in memory, and an acknowledgement
    /// that is lost only hands messages out once more; when and where somebody last logged in is good to know, but no promise hangs on it.
    /// A text that was sent has been delivered, whether its sender can keep it or not; and so has a request to become a friend.
    /// </summary>
    public bool IsDispensable => this is SessionStarted or SessionEnded or StatusSet or Delivered or AppPasswordUsed or UsualAddressesSet
        or SentAppended or DeviceUsed or AskedSet or AskedAnswered or AskedSettled;

    /// <summary>A new account.</summary>
    /// <param name="Account">Its record.</param>
    /// <param name="PasswordHash">The salted slow hash of its password, in PHC form.</param>
    public sealed record AccountCreated(AccountRecord Account, string PasswordHash) : Change;

    /// <summary>The account was made with an invitation; stored together with it.</summary>
    /// <param name="Invitation">The number of the invitation.</param>
    public sealed record InvitationUsed(long Invitation) : Change;

    /// <summary>
    /// The account and everything it owns is gone. What others know of it is yet to be removed: that is remembered until it is done.
    /// </summary>
    public sealed record AccountDeleted : Change;

    /// <summary>Profile, settings or the enabled flag are now these.</summary>
    /// <param name="Account">The whole record.</param>
    public sealed record AccountEdited(AccountRecord Account) : Change;

    /// <summary>Why the account is shut; stored together with that it is.</summary>
    /// <param name="Reason">The reason; may be empty.</param>
    /// <param name="At">When it was shut, by the calendar.</param>
    public sealed record ShuttingNoted(string Reason, DateTimeOffset At) : Change;

    /// <summary>The account has been given an announcement; stored together with the message.</summary>
    /// <param name="Announcement">The number of the announcement.</param>
    public sealed record AnnouncementTaken(long Announcement) : Change;

    /// <summary>The password is now another.</summary>
    /// <param name="PasswordHash">The salted slow hash, in PHC form.</param>
    public sealed record PasswordSet(string PasswordHash) : Change;

    /// <summary>What the account may do with the server is now this.</summary>
    /// <param name="Role">The role.</param>
    /// <param name="At">When, by the calendar.</param>
    public sealed record RoleSet(AdminRole Role, DateTimeOffset At) : Change;

    /// <summary>What an administrator shows beside the password is now this. Of an account without a role nothing is kept.</summary>
    /// <param name="Factor">The whole of it; null for nothing.</param>
    public sealed record SecondFactorSet(SecondFactor? Factor) : Change;

    /// <summary>There is one more app password.</summary>
    /// <param name="AppPassword">It, with its number.</param>
    public sealed record AppPasswordAdded(AppPassword AppPassword) : Change;

    /// <summary>An app password was taken back.</summary>
    /// <param name="Id">Its number.</param>
    public sealed record AppPasswordRemoved(int Id) : Change;

    /// <summary>Somebody logged in with an app password.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Use">When and from where.</param>
    public sealed record AppPasswordUsed(int Id, AppPasswordUse Use) : Change;

    /// <summary>The account was logged in from another address than last time.</summary>
    /// <param name="Addresses">From where lately, the latest first.</param>
    public sealed record UsualAddressesSet(ImmutableArray<IPAddress> Addresses) : Change;

    /// <summary>The tie to another account has changed. A flag that is null stays as it is; a tie with neither flag is none.</summary>
    /// <param name="Other">The other account.</param>
    /// <param name="IsFriend">Whether the other stands on this account's list.</param>
    /// <param name="IsWatcher">Whether this account stands on the other's list, so that the other hears of its presence.</param>
    /// <param name="At">When it changed, by the calendar.</param>
    /// <param name="IsUnconfirmed">Whether the other side has yet to say that the friendship stands there, too.</param>
    public sealed record ContactSet(Uin Other, bool? IsFriend, bool? IsWatcher, DateTimeOffset At, bool? IsUnconfirmed = null) : Change;

    /// <summary>Somebody asks to be added; a second request replaces the words of the first.</summary>
    /// <param name="Asker">Who asks.</param>
    /// <param name="Words">The asker's words.</param>
    /// <param name="At">When, by the calendar.</param>
    public sealed record RequestSet(Uin Asker, string Words, DateTimeOffset At) : Change;

    /// <summary>The request of this account is settled.</summary>
    /// <param name="Asker">Whose request it was.</param>
    public sealed record RequestSettled(Uin Asker) : Change;

    /// <summary>The account has asked another one to become a friend. It remembers <see cref="MostAsked"/>: the oldest gives way.</summary>
    /// <param name="Target">Who was asked.</param>
    /// <param name="Words">With which words.</param>
    /// <param name="At">When, by the calendar.</param>
    public sealed record AskedSet(Uin Target, string Words, DateTimeOffset At) : Change;

    /// <summary>
    /// A request of the account's own has its answer. One that is accepted stays so; one that was refused may be accepted yet. Where there
    /// is none, nothing changes.
    /// </summary>
    /// <param name="Target">Who was asked.</param>
    /// <param name="Answer">The answer.</param>
    public sealed record AskedAnswered(Uin Target, RequestAnswer Answer) : Change;

    /// <summary>The account remembers a request of its own no longer. Where there is none, nothing changes.</summary>
    /// <param name="Target">Who was asked.</param>
    public sealed record AskedSettled(Uin Target) : Change;

    /// <summary>What the account notes of another one is now this.</summary>
    /// <param name="Mark">The whole mark; an empty one is none.</param>
    /// <param name="At">When it changed, by the calendar.</param>
    public sealed record PeerMarked(PeerMark Mark, DateTimeOffset At) : Change;

    /// <summary>A message came in.</summary>
    /// <param name="Message">The message with its number.</param>
    /// <param name="Key">The key by which it is taken once; null where its sender gave none.</param>
    /// <param name="IntoLog">Whether the account keeps a log, so that the message goes there.</param>
    public sealed record MessageAppended(Message Message, TextKey? Key = null, bool IntoLog = false) : Change;

    /// <summary>
    /// A text came in that the settings of the account keep out, or its block of the sender. Nothing of it stays but its key, and it costs
    /// the disk what one costs that does: so its sender cannot tell.
    /// </summary>
    /// <param name="From">The sender.</param>
    /// <param name="Text">The text.</param>
    /// <param name="At">When it came, by the calendar.</param>
    /// <param name="Key">The key by which it is taken once; null where its sender gave none.</param>
    public sealed record TextSwallowed(Uin From, string Text, DateTimeOffset At, TextKey? Key = null) : Change;

    /// <summary>All messages up to this number have been acknowledged by the client.</summary>
    /// <param name="Through">The highest number acknowledged.</param>
    /// <param name="Count">
    /// How many messages of the mailbox have been acknowledged so far: those before this one included, whose
    /// changes may not have been stored.
    /// </param>
    /// <param name="Bytes">How many bytes of UTF-8 their texts have, in the same way.</param>
    /// <param name="FromLog">
    /// Whether the account keeps a log: then the store itself counts what waited of them, because a device may have read or deleted some
    /// meanwhile.
    /// </param>
    public sealed record Delivered(long Through, long Count, long Bytes, bool FromLog = false) : Change;

    /// <summary>There is now this session; it replaces any other.</summary>
    /// <param name="Session">The session.</param>
    /// <param name="GoesOn">
    /// Whether its client goes on with what the session before it was told: then what was read meanwhile waits for it all the same.
    /// </param>
    public sealed record SessionStarted(SessionRecord Session, bool GoesOn = false) : Change;

    /// <summary>The account now has this status: its session, if there is one, and what is known of its devices.</summary>
    /// <param name="Status">The status the account chose.</param>
    public sealed record StatusSet(Status Status) : Change;

    /// <summary>There is one more device session.</summary>
    /// <param name="Session">It, with its number.</param>
    /// <param name="Status">The status of the account.</param>
    public sealed record DeviceOpened(DeviceSession Session, Status Status) : Change;

    /// <summary>A device session was used.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="At">When, by the calendar.</param>
    /// <param name="From">From where.</param>
    public sealed record DeviceUsed(int Id, DateTimeOffset At, IPAddress From) : Change;

    /// <summary>The owner of a device session calls it otherwise now.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Name">The name.</param>
    public sealed record DeviceNamed(int Id, string Name) : Change;

    /// <summary>The browser of a device session is told of messages there, or not any more.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Push">Where; null for nowhere.</param>
    public sealed record DevicePushSet(int Id, PushTarget? Push) : Change;

    /// <summary>There is no such device session any more.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Seen">When it was used last, by the calendar; null where the disk knows.</param>
    /// <param name="ByAdministrator">Whether an administrator has ended it, which memory alone keeps.</param>
    public sealed record DeviceClosed(int Id, DateTimeOffset? Seen = null, bool ByAdministrator = false) : Change;

    /// <summary>There is no session any more.</summary>
    /// <param name="Seen">When its last request came, by the calendar; null where it made none since its login.</param>
    public sealed record SessionEnded(DateTimeOffset? Seen = null) : Change;

    // An account's log. Each of these begins it where there is none.

    /// <summary>The account keeps a log from now on: what it has in its mailbox comes to stand there.</summary>
    public sealed record LogOpened : Change;

    /// <summary>The account has sent a text, and its recipient has taken it.</summary>
    /// <param name="Number">The number in the sender's log.</param>
    /// <param name="Recipient">The recipient.</param>
    /// <param name="Text">The text.</param>
    /// <param name="At">When, by the calendar.</param>
    /// <param name="Key">The key that it was sent with; null for none.</param>
    /// <param name="IsRepetition">
    /// Whether the recipient had taken it before, by its key: then it may stand in the log already, or may have stood there and been
    /// deleted. Where the log has this text, or a tombstone, with this key and of this recipient, nothing changes.
    /// </param>
    public sealed record SentAppended(
        long Number, Uin Recipient, string Text, DateTimeOffset At, string? Key = null, bool IsRepetition = false) : Change;

    /// <summary>All items of a peer up to a number have been read. A lower number than before changes nothing.</summary>
    /// <param name="Peer">The peer.</param>
    /// <param name="Through">The number.</param>
    /// <param name="Number">The number that this takes in the log.</param>
    /// <param name="Settles">Whether they no longer wait for a wire session: while one lives, they do.</param>
    public sealed record ReadMarked(Uin Peer, long Through, long Number, bool Settles) : Change;

    /// <summary>An item was deleted: its text is gone, and its number remains.</summary>
    /// <param name="Item">The number of the item. Where there is none, or it was deleted before, nothing changes.</param>
    /// <param name="Number">The number that the deletion takes in the log.</param>
    /// <param name="At">When, by the calendar.</param>
    public sealed record ItemDeleted(long Item, long Number, DateTimeOffset At) : Change;

    /// <summary>Somebody came onto the account's list, or went off it.</summary>
    /// <param name="Other">Who.</param>
    /// <param name="IsFriend">Whether they are on the list now.</param>
    /// <param name="Number">The number that this takes in the log.</param>
    /// <param name="At">When, by the calendar.</param>
    public sealed record FriendNoted(Uin Other, bool IsFriend, long Number, DateTimeOffset At) : Change;
}
