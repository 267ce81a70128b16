using System.Collections.Immutable;
using System.Net;
using Tqq.Core.Access;
using Tqq.Core.Changes;
using Tqq.Core.Contacts;
using Tqq.Core.Commands;
using Tqq.Core.Hearing;
using Tqq.Core.Log;
using Tqq.Core.Rules;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Accounts;

/// <summary>
/// One account of the messenger: the door to all its rules (protocol.md §3 to §7). A deterministic state machine without I/O and
/// without a clock.
/// <para>
/// Its host calls one method at a time. What comes back is a <see cref="Step"/>: ask another account, or store changes, tell others and
/// answer. The host stores the changes, then says <see cref="Applied"/> (or <see cref="Discarded"/>, when there was no room), so that
/// memory never runs ahead of the disk; calls made for other requests may come in between.
/// </para>
/// <para>A view of the account's state: copies are the same account, and take no memory of their own.</para>
/// </summary>
public readonly record struct LiveAccount
{
    private readonly AccountState _state;

    /// <summary>An account as it was read from disk, or one that does not exist (yet).</summary>
    public LiveAccount(Uin uin, AccountSnapshot? snapshot, InForce<AccountRules> rules, Moment now) =>
        _state = new(uin, snapshot, rules, now);

    /// <summary>Its record, or null where the account does not exist.</summary>
    public AccountRecord? Record => _state.Account;

    /// <summary>Its session, if it has one.</summary>
    public SessionRecord? Session => _state.Session?.Record;

    /// <summary>When the last request of its session came; null where it has none.</summary>
    public TimeSpan? SessionSeen => _state.Session?.LastSeen;

    /// <summary>
    /// Hashes of the keys of sessions that lost their place to this one: a request that carries one is told from where the
    /// other login came (protocol.md §3).
    /// </summary>
    public IReadOnlyList<string>? DisplacedKeys => _state.Session?.DisplacedKeys;

    // These are views that are made when they are asked for: kept, they would take memory in each account.

    /// <summary>What an administrator may do with it.</summary>
    public AccountAdministration Administration => new(_state);

    /// <summary>Its mailbox, as far as the host has to look after it.</summary>
    public AccountMailbox Mailbox => new(_state);

    /// <summary>Its log.</summary>
    public AccountLog Log => new(_state);

    /// <summary>Its device sessions.</summary>
    public AccountDevices Devices => new(_state);

    /// <summary>What it may do with the server.</summary>
    public AccountRole Role => new(_state);

    /// <summary>Whether its wire session lives, or a device has a stream open or had one a moment ago.</summary>
    public bool IsOnline => _state.IsOnline;

    /// <summary>Its own status, wherever it is signed in: not what others see.</summary>
    public Status Status => _state.IsOnline ? _state.Status : Status.Offline;

    /// <summary>
    /// Another number with whatever a device wants to hear of: the log, friends and how they look, the status, the end of a session. Only
    /// whether it is another one means anything: it wraps around.
    /// </summary>
    public int News => _state.News;

    /// <summary>What it learns of its friends' presence.</summary>
    public AccountPresence Presence => new(_state);

    /// <summary>Its app passwords, ascending by number.</summary>
    public ImmutableArray<AppPassword> AppPasswords => _state.AppPasswords.All;

    /// <summary>What it has noted of others, ascending by number.</summary>
    public ImmutableArray<PeerMark> Marks => _state.Marks?.All ?? [];

    /// <summary>How many friends it has.</summary>
    public int FriendCount => _state.Contacts.FriendCount;

    /// <summary>Whether nobody has failed to log in lately, so that there is nothing to remember.</summary>
    public bool IsUntroubled(Moment now) => _state.Guard.IsIdle(now.Uptime);

    /// <summary>Whether somebody has logged in from this address lately.</summary>
    public bool IsUsual(IPAddress address) => _state.Guard.IsUsual(address);

    /// <summary>A login has come (§5.1): it counts as failed until it has succeeded or been withdrawn.</summary>
    /// <param name="address">From where.</param>
    /// <param name="ofAddress">How long that address is held back for what it did to all accounts.</param>
    /// <param name="now">The time.</param>
    /// <returns>When it may be looked at; null where as many wait as may.</returns>
    public LoginPermit? AdmitLogin(IPAddress address, TimeSpan ofAddress, Moment now) => _state.Guard.Admit(address, ofAddress, now.Uptime);

    /// <summary>A login that was admitted is not looked at after all.</summary>
    public void WithdrawLogin(IPAddress address) => _state.Guard.Withdraw(address);

    /// <summary>What decides over a login; to be asked before anything slow is computed.</summary>
    public LoginCheck Examine(LoginAttempt attempt) => LoginGate.Examine(_state, attempt);

    /// <summary>A login that has been checked.</summary>
    /// <param name="check">What <see cref="Examine"/> said of it.</param>
    /// <param name="isRight">Whether the password is right; an app password always is by now.</param>
    /// <param name="attempt">The login.</param>
    /// <param name="key">A new session key with its hash, made for the case that the client wants one.</param>
    /// <param name="now">The time.</param>
    public Step Login(LoginCheck check, bool isRight, LoginAttempt attempt, SessionKey key, Moment now) =>
        LoginGate.Conclude(_state, check, isRight, attempt, key, now);

    /// <summary>A request of a client (§5.2 to §5.11).</summary>
    public Step Begin(Operation operation, in RequestOrigin origin, Moment now) => RequestGate.Begin(_state, operation, origin, now);

    /// <summary>
    /// After each <see cref="Begin"/>: what is to be stored beside its step, or null: what the request acknowledged, or
    /// when a device was used last. Nobody needs to wait for it: if it is lost, messages are handed out once more, and the
    /// next use of the device tells it again.
    /// </summary>
    public Change? TakeAside()
    {
        var aside = _state.Aside;
        if (aside is not null)
            _state.Aside = null;
        return aside;
    }

    /// <summary>
    /// The last request of a caller is answered so, now; said once for every <see cref="Begin"/> whose step was carried out.
    /// </summary>
    public void Answered(in Caller caller, Step.Done step, Moment now)
    {
        // The wire session remembers what it asked itself, not what a device did after that.
        if (step.IsRepeatable && caller.Device is null)
            _state.Session?.Remember(step.Outcome, now.Uptime);
    }

    /// <summary>Another account speaks to this one.</summary>
    public PeerStep Hear(PeerRequest request, Moment now) => HearingGate.Listen(_state, request, now);

    /// <summary>The changes are on disk.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="waiting">What waits after them, where the store counts that.</param>
    public void Applied(IEnumerable<Change> changes, LogWaiting waiting)
    {
        foreach (var change in changes)
            _state.Apply(change);
        if (waiting.IsKnown)
            _state.Mail.Follow(waiting);
    }

    /// <summary>There was no room on disk for the changes, and nothing of them was stored.</summary>
    public void Discarded(IEnumerable<Change> changes)
    {
        foreach (var change in changes)
            _state.Discard(change);
    }

    /// <summary>
    /// When the session will be over if no request comes, or a device will be offline, as time left from
    /// now; null where neither is to come.
    /// </summary>
    public TimeSpan? SessionLeft(Moment now)
    {
        var over = _state.Session is { } session ? session.LastSeen + _state.Rules.SessionTimeout : (TimeSpan?)null;
        if (_state.Devices?.LingersUntil is { } offline && (over is null || offline < over))
            over = offline;
        return over - now.Uptime;
    }

    /// <summary>Ends the session if no request has come for too long, and has devices go offline whose streams are gone (§3).</summary>
    /// <returns>What to store and whom to tell, or null where there is nothing to end.</returns>
    public Step.Done? Expire(Moment now)
    {
        var isOver = _state.Session is { } session && session.IsOver(now.Uptime, _state.Rules.SessionTimeout);
        if (!isOver && !(_state.Devices?.LingersUntil <= now.Uptime))
            return null;
        var settled = Devices.Settle(now);
        if (!isOver)
            return settled;
        var (changes, tells) = _state.EndSession(_state.Mail.SessionOver());
        return settled with { Changes = changes, Tells = [.. settled.Tells, .. tells] };
    }
}
