using Tqq.Core.Access;
using Tqq.Core.Changes;
using Tqq.Core.Contacts;
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
internal sealed class AccountState
{
    // These take memory only where there is something to remember: most accounts have none of it.
    private HashSet<Uin>? _askers;
    private RecentDeletions? _deletions;
    private QuirkMemory? _quirks;
    private Newcomers? _newcomers;
    private TextKeys? _textKeys;

    // Where the log would end; most accounts keep none.
    private const long NoLog = -1;

    private readonly InForce<AccountRules> _rules;
    private long _presenceVersion;
    private RateMeter _used;

    public AccountState(Uin uin, AccountSnapshot? snapshot, InForce<AccountRules> rules, Moment now)
    {
        Uin = uin;
        _rules = rules;
        Account = snapshot?.Account;
        Contacts = new(snapshot?.Contacts ?? []);
        Mail = snapshot is null
            ? new(0, default, 0, 0)
            : new(snapshot.LastMessageId, new(snapshot.DeliveredThrough, snapshot.Delivered, snapshot.DeliveredBytes), snapshot.Undelivered, snapshot.UndeliveredBytes);
        LogEnd = snapshot is { KeepsLog: true } ? snapshot.LastMessageId : NoLog;
        AppPasswords = AppPasswordBook.Of(snapshot?.Access ?? AccessSnapshot.None);
        Guard = new((snapshot?.Access ?? AccessSnapshot.None).UsualAddresses);
        Session = snapshot?.Session is { } session ? new LiveSession(session, now) : null;
        _askers = snapshot is { Requests.IsEmpty: false } ? [.. snapshot.Requests] : null;
        foreach (var key in snapshot?.TextKeys ?? [])
            TextKeys.Read(key, now.Uptime);
        // What is said after the account came back to memory is newer than what was said before it left, even if the calendar was set back.
        _presenceVersion = now.Uptime.Ticks;
    }

    public Uin Uin { get; }

    /// <summary>The numbers that the rules go by now.</summary>
    public AccountRules Rules => _rules.Now;

    public AccountRecord? Account { get; private set; }

    /// <summary>
    /// Whether its deletion is being stored: nothing may be promised to anybody now, and nothing stored any more that whoever has the number next would inherit.
    /// </summary>
    public bool IsLeaving { get; set; }

    public ContactBook Contacts { get; }

    public Mailbox Mail { get; }

    /// <summary>The highest number of the account's log that is on disk; negative where it keeps none.</summary>
    public long LogEnd { get; private set; }

    /// <summary>
    /// Whether the account keeps a log. From when that is decided, not only from when it is on disk: whatever is stored in it first, begins it there.
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

    public LoginGuard Guard { get; }

    public RecentDeletions Deletions => _deletions ??= new();

    /// <summary>The keys of texts that it has taken.</summary>
    public TextKeys TextKeys => _textKeys ??= new();

    public QuirkMemory Quirks => _quirks ??= new();

    /// <summary>What is known of friends; null where nobody has been asked yet (no session, or one from before a restart).</summary>
    public FriendsSeen? Friends { get; set; }

    /// <summary>Friends of whom the disk does not know yet.</summary>
    public Newcomers Newcomers => _newcomers ??= new();

    /// <summary>What the last request acknowledged, until the host has taken note of it.</summary>
    public Delivery? Acknowledged { get; set; }

    /// <summary>The status that others see now.</summary>
    public Status Seen => Session?.Record.Status.SeenByOthers ?? Status.Offline;

    /// <summary>Whether an account asks to be added and waits for an answer.</summary>
    public bool IsAsker(Uin other) => _askers?.Contains(other) == true;

    /// <summary>How the account looks now, or will with a new profile; each one made is newer than the one before.</summary>
    public FriendPresence Presence(Profile? profile = null)
    {
        profile ??= Account!.Profile;
        return new(Uin, Seen, profile.Avatar, profile.Nick, ++_presenceVersion);
    }

    public void StartSession(SessionRecord record, Moment now)
    {
        Session = new LiveSession(record, now, Session);
        Mail.BeginAnew();
    }

    /// <summary>The account keeps a log from now on.</summary>
    public void KeepLog() => LogEnd = Math.Max(LogEnd, 0);

    public void DropSession()
    {
        Session = null;
        Friends = null;
    }

    /// <summary>The change is on disk.</summary>
    /// <param name="change">The change.</param>
    /// <param name="settled">What its transaction has settled; counted once.</param>
    public void Apply(Change change, ref Settled settled)
    {
        switch (change)
        {
            case Change.AccountCreated created: Account = created.Account; break;
            case Change.AccountEdited edited: Account = edited.Account; break;
            case Change.AccountDeleted:
                (Account, IsLeaving, LogEnd) = (null, false, NoLog);
                DropSession();
                break;
            case Change.PasswordSet: PasswordVersion++; break;
            case Change.AppPasswordAdded added: AppPasswords = AppPasswords.With(added.AppPassword); break;
            case Change.AppPasswordRemoved removed: AppPasswords = AppPasswords.Without(removed.Id); break;
            case Change.AppPasswordUsed used: AppPasswords = AppPasswords.Used(used.Id, used.Use); break;
            case Change.UsualAddressesSet usual: Guard.SetUsual(usual.Addresses); break;
            case Change.ContactSet contact: Tie(contact); break;
            case Change.RequestSet request: (_askers ??= []).Add(request.Asker); break;
            case Change.RequestSettled { Asker: var asker }: _askers?.Remove(asker); break;
            case Change.SentAppended { Number: var number }: NoteLogged(number); break;
            case Change.ReadMarked { Number: var number }: NoteLogged(number); break;
            case Change.FriendNoted { Number: var number }: NoteLogged(number); break;
            case Change.ItemDeleted deleted:
                NoteLogged(deleted.Number);
                Mail.Delete(deleted.Item, settled);
                settled = default;
                break;
            case Change.MessageAppended { Key: var key } appended:
                Mail.Arrived(appended.Message, Session is not null);
                if (appended.IntoLog)
                    NoteLogged(appended.Message.Id);
                if (key is not null)
                    TextKeys.Stored(key);
                break;
            case Change.TextSwallowed { Key: { } key }: TextKeys.Stored(key); break;
            default: break; // sessions: nothing to follow here
        }
    }

    /// <summary>There was no room for the change on disk.</summary>
    public void Discard(Change change)
    {
        switch (change)
        {
            case Change.AccountDeleted: IsLeaving = false; break;
            case Change.MessageAppended { Message: var message, Key: var key }:
                Mail.Failed(message);
                if (key is not null)
                    TextKeys.Failed(key);
                break;
            case Change.TextSwallowed { Key: { } key }: TextKeys.Failed(key); break;
            case Change.ContactSet { IsFriend: true, Other: var other }: _ = _newcomers?.Take(other); break;
            default: break;
        }
    }

    private void NoteLogged(long number) => LogEnd = Math.Max(LogEnd, number);

    private void Tie(Change.ContactSet contact)
    {
        var other = contact.Other;
        var wasFriend = Contacts[other].IsFriend;
        Contacts.Set(other, contact.IsFriend, contact.IsWatcher, contact.IsUnconfirmed);
        if (contact.IsFriend == true)
        {
            _deletions?.Forget(other);
            // Of one who was a friend already, this may be the first that is heard of a new status.
            if (_newcomers?.Take(other) is { } looks && Friends is { } friends && friends.Learn(looks) && wasFriend)
                Mail.Notice(other, looks.Seen, contact.At);
        }
        else if (contact.IsFriend == false)
        {
            Friends?.Forget(other);
        }
    }
}
