using Tqq.Core.Access;
using Tqq.Core.Changes;
using Tqq.Core.Contacts;
using Tqq.Core.Devices;
using Tqq.Core.Limits;
using Tqq.Core.Log;
using Tqq.Core.Rules;
using Tqq.Core.Mail;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;

namespace Tqq.Core.State;

/// <summary>
/// All that is in memory of one account. What stands on disk as well (record, contacts, requests, mail) changes only through
/// <see cref="Apply"/>, after the disk; sessions, presence and what is used of limits change at once, and the disk follows.
/// </summary>
internal sealed partial class AccountState
{
    // Where the log would end; most accounts keep none.
    private const long NoLog = -1;

    private readonly InForce<AccountRules> _rules;

    // Null where there is nothing of the kind to remember, as in most accounts.
    private OccasionalState? _occasional;
    private long _presenceVersion;
    private RateMeter _used;
    private LoginGuard _guard;

    public AccountState(Uin uin, AccountSnapshot? snapshot, InForce<AccountRules> rules, Moment now)
    {
        Uin = uin;
        _rules = rules;
        Account = snapshot?.Account;
        Contacts = new(snapshot?.Contacts ?? []);
        Mail = snapshot is null
            ? new(0, default, 0, 0)
            : new(snapshot.LastMessageId, new(snapshot.DeliveredThrough, snapshot.Delivered, snapshot.DeliveredBytes), snapshot.Undelivered,
                snapshot.UndeliveredBytes);
        LogEnd = snapshot is { KeepsLog: true } ? snapshot.LastMessageId : NoLog;
        AppPasswords = AppPasswordBook.Of(snapshot?.Access ?? AccessSnapshot.None);
        _guard = new((snapshot?.Access ?? AccessSnapshot.None).UsualAddresses);
        Session = snapshot?.Session is { } session ? new LiveSession(session, now) : null;
        Status = Session?.Record.Status ?? snapshot?.Devices.Status ?? Status.Online;
        if (snapshot is { Devices.LastId: > 0 })
            Occasional.Devices = new(snapshot.Devices);
        if (snapshot is { Requests.IsEmpty: false })
            Occasional.Askers.UnionWith(snapshot.Requests);
        if (snapshot is { Marks.IsEmpty: false })
            Occasional.Marks = new(snapshot.Marks);
        if (snapshot?.SecondFactor is { } factor)
            Occasional.SecondFactor = factor;
        foreach (var key in snapshot?.TextKeys ?? [])
            Occasional.TextKeys.Read(key, now.Uptime);
        // What is said after the account came back to memory is newer than what was said before it left, even if the calendar was set back.
        _presenceVersion = now.Uptime.Ticks;
    }

    public Uin Uin { get; }

    /// <summary>The numbers that the rules go by now.</summary>
    public AccountRules Rules => _rules.Now;

    public AccountRecord? Account { get; private set; }

    /// <summary>
    /// Whether its deletion is being stored: nothing may be promised to anybody now, and nothing stored any more that whoever
    /// has the number next would inherit.
    /// </summary>
    public bool IsLeaving { get; set; }

    public ContactBook Contacts { get; }

    public Mailbox Mail { get; }

    /// <summary>The highest number of the account's log that is on disk; negative where it keeps none.</summary>
    public long LogEnd { get; private set; }

    /// <summary>
    /// Whether the account keeps a log. From when that is decided, not only from when it is on disk: whatever is
    /// stored in it first, begins it there.
    /// </summary>
    public bool KeepsLog => LogEnd != NoLog;

    /// <summary>Whether what the account sends is kept in its log.</summary>
    public bool KeepsSent => (Account?.Settings.KeepsSent, Rules.KeepSent) switch
    {
        (Profiles.KeepsSent.True, _) => true,
        (Profiles.KeepsSent.False, _) => false,
        (_, KeepSent.Always) => true,
        (_, KeepSent.Devices) => KeepsLog,
        _ => false,
    };

    public AppPasswordBook AppPasswords { get; private set; }

    /// <summary>Grows with every new password, so that a check of the old one that is still running counts for nothing.</summary>
    public int PasswordVersion { get; private set; }

    public LiveSession? Session { get; private set; }

    public ref RateMeter Rates => ref _used;

    public ref LoginGuard Guard => ref _guard;

    /// <summary>What most accounts have none of; whoever asks for it is about to add something.</summary>
    public OccasionalState Occasional => _occasional ??= new();

    /// <summary>What is known of friends; null where nobody has been asked yet (no session, or one from before a restart).</summary>
    public FriendsSeen? Friends { get; set; }

    /// <summary>How many friends there are, those of whom the disk does not know yet included.</summary>
    public int FriendsExpected => Contacts.FriendCount + (_occasional?.NewcomerCount ?? 0);

    /// <summary>
    /// What the last request has to have stored beside its step, until the host has taken it: what it
    /// acknowledged, or that a device was used.
    /// </summary>
    public Change? Aside { get; set; }

    /// <summary>The device sessions; null where the account has never had one.</summary>
    public DeviceBook? Devices => _occasional?.Devices;

    /// <summary>The device sessions of an account that is about to have one.</summary>
    public DeviceBook OwnDevices => Occasional.Devices ??= new(DeviceSnapshot.None);

    /// <summary>What an administrator shows beside the password; null for nothing.</summary>
    public SecondFactor? SecondFactor => _occasional?.SecondFactor;

    /// <summary>The status that the account chose last.</summary>
    public Status Status { get; private set; }

    /// <summary>Whether its devices keep it online, as others have been told.</summary>
    public bool AreDevicesOnline { get; private set; }

    /// <summary>Whether its wire session lives, or a device has a stream open or had one a moment ago.</summary>
    public bool IsOnline => Session is not null || AreDevicesOnline;

    /// <summary>Another number with whatever a device wants to hear of; it may begin anew.</summary>
    public int News { get; private set; }

    /// <summary>There is something new that no change says.</summary>
    public void NoteNews() => News++;

    /// <summary>The status that others see now.</summary>
    public Status Seen => IsOnline ? Status.SeenByOthers : Status.Offline;

    /// <summary>Whether an account asks to be added and waits for an answer.</summary>
    public bool IsAsker(Uin other) => _occasional?.IsAsker(other) == true;

    /// <summary>What the account has noted of others; null where that is nothing.</summary>
    public PeerMarks? Marks => _occasional?.Marks;

    /// <summary>The marks of an account that is about to have one.</summary>
    public PeerMarks OwnMarks => Occasional.Marks ??= new([]);

    /// <summary>Whether the account has blocked another one.</summary>
    public bool IsBlocked(Uin other) => _occasional?.Marks is { } marks && marks[other].IsBlocked;

    /// <summary>How the account looks now, or will with a new profile; each one made is newer than the one before.</summary>
    /// <param name="viewer">Who is told; one that is blocked sees it offline.</param>
    /// <param name="profile">The new profile.</param>
    public FriendPresence PresenceFor(Uin viewer, Profile? profile = null)
    {
        profile ??= Account!.Profile;
        return new(Uin, IsBlocked(viewer) ? Status.Offline : Seen, profile.Avatar, profile.Nick, ++_presenceVersion);
    }

    public void StartSession(SessionRecord record, Moment now)
    {
        Session = new LiveSession(record, now, Session);
        Mail.BeginAnew();
        SetStatus(record.Status);
    }

    /// <summary>The account keeps a log from now on.</summary>
    public void KeepLog() => LogEnd = Math.Max(LogEnd, 0);

    public void DropSession()
    {
        Session = null;
        News++;
        if (!IsOnline)
            Friends = null;
    }

    /// <summary>The account chooses another status.</summary>
    public void SetStatus(Status status)
    {
        Status = status;
        Session?.SetStatus(status);
        News++;
    }

    /// <summary>Streams of devices have come or gone.</summary>
    public void NoteDevices()
    {
        AreDevicesOnline = Devices?.AreOnline == true;
        if (!IsOnline)
            Friends = null;
    }

    /// <summary>A friend looks like this.</summary>
    /// <param name="presence">How.</param>
    /// <param name="isOfStatus">Whether its status has changed, as it says; believed where nothing is known of friends yet.</param>
    /// <param name="isNews">Whether a wire session is to be told.</param>
    /// <param name="at">When, by the calendar.</param>
    public void Learn(FriendPresence presence, bool isOfStatus, bool isNews, DateTimeOffset at)
    {
        News++;
        if ((Friends?.Learn(presence) ?? isOfStatus) && isNews && Session is not null)
            Mail.Notice(presence.Uin, presence.Seen, at);
    }
}
