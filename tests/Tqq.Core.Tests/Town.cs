using System.Collections.Immutable;
using System.Net;
using Tqq.Core.Access;
using Tqq.Core.Accounts;
using Tqq.Core.Changes;
using Tqq.Core.Contacts;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Profiles;
using Tqq.Core.Rules;
using Tqq.Core.Sessions;
using Tqq.Core.Steps;

namespace Tqq.Core.Tests;

/// <summary>Several accounts, a disk that is a list of changes, and a clock that the test turns: the smallest host of the rules.</summary>
internal sealed class Town(AccountRules? rules = null)
{
    public static readonly IPAddress Home = IPAddress.Parse("10.0.0.1");

    private readonly AccountRules _rules = rules ?? new AccountRules();
    private readonly Dictionary<Uin, LiveAccount> _accounts = [];
    private readonly Dictionary<Uin, List<Change>> _disk = [];
    private uint _seq;

    public Moment Now { get; private set; } = new(TimeSpan.FromDays(1), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Whether what has to be stored finds no room.</summary>
    public bool IsFull { get; set; }

    public LiveAccount this[Uin uin] => _accounts.TryGetValue(uin, out var account) ? account : _accounts[uin] = new(uin, Snapshot(uin), _rules, Now);

    public void Add(Uin uin, WhoMayAdd whoMayAdd = WhoMayAdd.Verify) => CarryOut(
        uin, AccountAdministration.Create(new(uin, Profile.Named($"n{uin}"), AccountSettings.Default with { WhoMayAdd = whoMayAdd }, true, Now.Wall), "hash"));

    /// <summary>Changes how an account may be entered.</summary>
    public void Set(Uin uin, WireAccess access) => Administer(uin, account => account.Administration.Edit(account.Record!.Profile, account.Record.Settings with { Access = access }));

    /// <summary>Something that an administrator does.</summary>
    public void Administer(Uin uin, Func<LiveAccount, Step> does) => CarryOut(uin, does(this[uin]));

    public void Pass(TimeSpan time)
    {
        Now = new(Now.Uptime + time, Now.Wall + time);
        foreach (var (uin, account) in _accounts.ToList())
            if (account.Expire(Now) is { } step)
                CarryOut(uin, step);
    }

    /// <summary>The process dies and comes back: only what was on disk is left.</summary>
    public void Restart()
    {
        _accounts.Clear();
        foreach (var uin in _disk.Keys)
            _ = this[uin];
    }

    public Outcome Login(Uin uin, bool isRight = true, IPAddress? from = null, bool wantsKey = false, MailTaken? taken = null, string password = "md5")
    {
        var account = this[uin];
        var attempt = new LoginAttempt(password, wantsKey, Caller(from) with { Taken = taken });
        return account.AdmitLogin(attempt.Caller.Address, TimeSpan.Zero, Now) is { } permit
            ? Conclude(uin, account.Examine(attempt), isRight, attempt).Outcome with { Delay = permit.Delay }
            : Core.Operations.Answer.Refused.Instance;
    }

    /// <summary>The second half of a login, for tests that put something in between.</summary>
    public Step.Done Conclude(Uin uin, LoginCheck check, bool isRight, LoginAttempt attempt)
    {
        var account = this[uin];
        isRight = check is LoginCheck.ByAppPassword || (check is LoginCheck.ByPassword && isRight);
        return CarryOut(uin, account.Login(check, isRight, attempt, new("key", "KEYHASH"), Now));
    }

    public Outcome Do(Uin uin, Operation operation, IPAddress? from = null) => Do(uin, operation, Caller(from));

    public Outcome Do(Uin uin, Operation operation, Caller caller)
    {
        var account = this[uin];
        if (operation is Operation.ListOnline && account.Presence.IsUnknown)
            Tell(account, account.Presence.AskFriends());
        var step = account.Begin(operation, caller, Now);
        if (account.Mailbox.TakeAcknowledgement() is { } acknowledgement)
            Disk(uin).Add(acknowledgement);
        var done = CarryOut(uin, step);
        account.Answered(done);
        return done.Outcome;
    }

    public Answer Answer(Uin uin, Operation operation) => Do(uin, operation).Answer;

    /// <summary>What a poll hands out, presence included.</summary>
    public ImmutableArray<Message> Fetch(Uin uin) => Answer(uin, Operation.FetchMessages.Instance) is Answer.HandedOut mail ? mail.Items : [];

    /// <summary>A caller with a SEQ and a body of its own.</summary>
    public Caller Caller(IPAddress? from = null, string? key = null) => new(from ?? Home, key, ++_seq, _seq);

    private Step.Done CarryOut(Uin uin, Step step)
    {
        for (; ; )
        {
            switch (step)
            {
                case Step.Ask ask:
                    step = ask.Then(Hear(ask.Target, ask.Question), Now);
                    break;
                case Step.ReadTexts read:
                    step = read.Then([.. Messages(uin).Where(message => message.Id > read.After).Take(read.Limit)]);
                    break;
                default:
                    var done = (Step.Done)step;
                    if (!Store(uin, done.Changes))
                        return new(Core.Operations.Answer.Refused.Instance) { IsRepeatable = false };
                    Tell(this[uin], done.Tells);
                    return done;
            }
        }
    }

    private PeerAnswer Hear(Uin target, PeerRequest request)
    {
        if (!target.CanBeAccount)
            return PeerAnswer.NoSuchAccount.Instance;
        var (answer, changes) = this[target].Hear(request, Now);
        return Store(target, changes) ? answer : PeerAnswer.Full.Instance;
    }

    private void Tell(LiveAccount account, ImmutableArray<Tell> tells)
    {
        foreach (var tell in tells)
            account.Presence.Learn(Hear(tell.Target, tell.News));
    }

    private bool Store(Uin uin, ImmutableArray<Change> changes)
    {
        if (IsFull && !changes.All(change => change.IsDispensable))
        {
            this[uin].Discarded(changes);
            return false;
        }

        Disk(uin).AddRange(changes);
        this[uin].Applied(changes);
        return true;
    }

    private List<Change> Disk(Uin uin) => _disk.TryGetValue(uin, out var changes) ? changes : _disk[uin] = [];

    private IEnumerable<Message> Messages(Uin uin) => Disk(uin).OfType<Change.MessageAppended>().Select(appended => appended.Message);

    private AccountSnapshot? Snapshot(Uin uin)
    {
        AccountRecord? record = null;
        SessionRecord? session = null;
        var contacts = new ContactBook([]);
        var requests = new HashSet<Uin>();
        long last = 0, delivered = 0;
        var appPasswords = new SortedDictionary<int, AppPassword>();
        var lastAppPassword = 0;
        ImmutableArray<IPAddress> usual = [];
        foreach (var change in Disk(uin))
        {
            switch (change)
            {
                case Change.AccountCreated created: record = created.Account; break;
                case Change.AccountEdited edited: record = edited.Account; break;
                case Change.AccountDeleted: (record, session, contacts) = (null, null, new([])); break;
                case Change.AppPasswordAdded added: (appPasswords[added.AppPassword.Id], lastAppPassword) = (added.AppPassword, added.AppPassword.Id); break;
                case Change.AppPasswordRemoved removed: appPasswords.Remove(removed.Id); break;
                case Change.AppPasswordUsed used: appPasswords[used.Id] = appPasswords[used.Id] with { LastUse = used.Use }; break;
                case Change.UsualAddressesSet set: usual = set.Addresses; break;
                case Change.ContactSet tie: contacts.Set(tie.Other, tie.IsFriend, tie.IsWatcher); break;
                case Change.RequestSet request: requests.Add(request.Asker); break;
                case Change.RequestSettled settled: requests.Remove(settled.Asker); break;
                case Change.MessageAppended appended: last = appended.Message.Id; break;
                case Change.Delivered through: delivered = through.Through; break;
                case Change.SessionStarted started: session = started.Session; break;
                case Change.StatusSet status: session = session is null ? null : session with { Status = status.Status }; break;
                case Change.SessionEnded: session = null; break;
                default: break;
            }
        }

        return record is null
            ? null
            : new(record, [.. contacts.All], [.. requests], session, last, delivered, Messages(uin).Count(message => message.Id > delivered))
            {
                Access = new([.. appPasswords.Values], lastAppPassword, usual),
            };
    }
}
