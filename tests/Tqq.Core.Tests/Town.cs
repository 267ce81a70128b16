using System.Collections.Immutable;
using System.Net;
using Tqq.Core.Accounts;
using Tqq.Core.Changes;
using Tqq.Core.Commands;
using Tqq.Core.Contacts;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Profiles;
using Tqq.Core.Rules;
using Tqq.Core.Sessions;
using Tqq.Core.Steps;

namespace Tqq.Core.Tests;

/// <summary>Several accounts, a disk for each, and a clock that the test turns: the smallest host of the rules.</summary>
internal sealed class Town(AccountRules? rules = null)
{
    public static readonly IPAddress Home = IPAddress.Parse("10.0.0.1");

    /// <summary>What the wire would give to the rules, but for the sizes of its escapes.</summary>
    public static readonly WireLimits Wire = new() { LongestText = 400, MessagesAtOnce = 100, BytesAtOnce = 65_024,
        BytesInShortReply = 1180, BytesOfFirst = 23 };

    private readonly AccountRules _rules = rules is null || rules.Wire == WireLimits.None ? (rules ?? new()) with { Wire = Wire } : rules;
    private readonly Dictionary<Uin, LiveAccount> _accounts = [];
    private readonly Dictionary<Uin, TownDisk> _disk = [];
    private uint _seq;

    public Moment Now { get; private set; } = new(TimeSpan.FromDays(1), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Whether what has to be stored finds no room.</summary>
    public bool IsFull { get; set; }

    /// <summary>The same for what one account has to store.</summary>
    public Uin? FullFor { get; set; }

    /// <summary>
    /// Whether the client's TCP confirms each reply with messages at once; where it does not, the test says what becomes of them.
    /// </summary>
    public bool AreRepliesReceived { get; set; } = true;

    /// <summary>How long each request takes from its turn to its answer.</summary>
    public TimeSpan Hanging { get; set; }

    /// <summary>What happens while texts are read from disk the next time, after they have been read.</summary>
    public Action? WhileReading { get; set; }

    public LiveAccount this[Uin uin] =>
        _accounts.TryGetValue(uin, out var account) ? account : _accounts[uin] = new(uin, Disk(uin).Snapshot(), _rules, Now);

    public void Add(Uin uin, WhoMayAdd whoMayAdd = WhoMayAdd.Verify) => CarryOut(
        uin, AccountAdministration.Create(new(uin, Profile.Named($"n{uin}"), AccountSettings.Default with { WhoMayAdd = whoMayAdd }, true,
            Now.Wall), "hash"));

    /// <summary>Changes how an account may be entered.</summary>
    public void Set(Uin uin, WireAccess access) =>
        Administer(uin, account => account.Administration.Edit(account.Record!.Profile, account.Record.Settings with { Access = access }));

    /// <summary>Something that an administrator does.</summary>
    public void Administer(Uin uin, Func<LiveAccount, Step?> does) => CarryOut(uin, does(this[uin])!);

    /// <summary>Removes an account, and what others know of it.</summary>
    public void Delete(Uin uin)
    {
        var tied = this[uin].Administration.Tied;
        Administer(uin, account => account.Administration.Delete());
        foreach (var other in _disk.Where(pair => tied.Contains(pair.Key) || pair.Value.Names(uin)).Select(pair => pair.Key).ToList())
            Hear(other, new PeerRequest.ForgetMe(uin));
        Evict(uin);
    }

    public void Pass(TimeSpan time)
    {
        PassUnnoticed(time);
        RunTimers();
    }

    /// <summary>Time passes, and the timers are late.</summary>
    public void PassUnnoticed(TimeSpan time) => Now = new(Now.Uptime + time, Now.Wall + time);

    /// <summary>Somebody sets the calendar; the clock that only grows goes on.</summary>
    public void SetCalendar(TimeSpan ahead) => Now = Now with { Wall = Now.Wall + ahead };

    public void RunTimers()
    {
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

    /// <summary>An account leaves memory, as one does that nobody needs.</summary>
    public void Evict(Uin uin) => _accounts.Remove(uin);

    public Outcome Login(Uin uin, bool isRight = true, IPAddress? from = null, bool wantsKey = false, HandoutReceipt? receipt = null,
        string password = "md5") =>
        Login(uin, isRight, new LoginAttempt(password, wantsKey, Caller(from) with { Receipt = receipt }), new("key", "KEYHASH"));

    public Outcome Login(Uin uin, bool isRight, LoginAttempt attempt, SessionKey key)
    {
        var account = this[uin];
        return account.AdmitLogin(attempt.Origin.Caller.Address, TimeSpan.Zero, Now) is { } permit
            ? Conclude(uin, account.Examine(attempt), isRight, attempt, key).Outcome with { Delay = permit.Delay }
            : Core.Operations.Answer.Refused.Instance;
    }

    /// <summary>The second half of a login, for tests that put something in between.</summary>
    public Step.Done Conclude(Uin uin, LoginCheck check, bool isRight, LoginAttempt attempt, SessionKey? key = null)
    {
        var account = this[uin];
        isRight = check is LoginCheck.ByAppPassword || (check is LoginCheck.ByPassword && isRight);
        return CarryOut(uin, account.Login(check, isRight, attempt, key ?? new("key", "KEYHASH"), Now));
    }

    public Outcome Do(Uin uin, Operation operation, IPAddress? from = null) => Do(uin, operation, Caller(from));

    public Outcome Do(Uin uin, Operation operation, RequestOrigin origin)
    {
        var account = this[uin];
        if (operation is Operation.ListOnline && account.Presence.IsUnknown)
            Tell(account, account.Presence.AskFriends());
        var step = account.Begin(operation, origin, Now);
        if (account.TakeAside() is { } aside)
            Store(uin, [aside]);
        var done = CarryOut(uin, step);
        Now = new(Now.Uptime + Hanging, Now.Wall + Hanging);
        account.Answered(origin.Caller, done, Now);
        if (AreRepliesReceived && done.Outcome.Answer is Core.Operations.Answer.HandedOut { Handout: > 0 } mail)
            account.Mailbox.Report(mail.Handout, HandoutFate.Confirmed(Now.Uptime));
        return done.Outcome;
    }

    public Answer Answer(Uin uin, Operation operation) => Do(uin, operation).Answer;

    /// <summary>What a poll hands out, presence included.</summary>
    public ImmutableArray<Message> Fetch(Uin uin) =>
        Answer(uin, Operation.FetchMessages.Instance) is Answer.HandedOut mail ? mail.Items : [];

    /// <summary>The log of an account as it is on disk; null where it keeps none.</summary>
    public TownLog? LogOf(Uin uin) => Disk(uin).Log;

    /// <summary>Whom an account has asked to become a friend, with which words, and has no answer of, as it is on disk.</summary>
    public IReadOnlyDictionary<Uin, string> AskedOf(Uin uin) =>
        Disk(uin).Asked.Where(asked => asked.Value.Answer is null).ToDictionary(asked => asked.Key, asked => asked.Value.Words);

    /// <summary>What an account remembers of the requests that it has made, as it is on disk.</summary>
    public IReadOnlyDictionary<Uin, (string Words, RequestAnswer? Answer)> RequestsOf(Uin uin) => Disk(uin).Asked;

    /// <summary>The origin of a request with a SEQ and a body of its own.</summary>
    public RequestOrigin Caller(IPAddress? from = null, string? key = null) => new(new(from ?? Home, key), new(++_seq, _seq, Now.Uptime));

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
                    ImmutableArray<Message> texts = [.. Disk(uin).Waiting.Where(message => message.Id > read.After).Take(read.Limit)];
                    var meanwhile = WhileReading;
                    WhileReading = null;
                    meanwhile?.Invoke();
                    step = read.Then(texts);
                    break;
                case Step.Store store:
                    if (!Store(uin, store.Changes))
                        return new(Core.Operations.Answer.Refused.Instance) { IsRepeatable = false };
                    step = store.Then();
                    break;
                default:
                    var done = (Step.Done)step;
                    if (!Store(uin, done.Changes, isPromised: done.EndsSession))
                        return new(Core.Operations.Answer.Refused.Instance) { IsRepeatable = false };
                    Store(uin, done.Later);
                    Tell(this[uin], done.Tells);
                    if (done.EndsSession)
                        CarryOut(uin, this[uin].Administration.DropSession());
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
            if (!tell.IsForSessions || this[tell.Target].IsOnline)
                account.Presence.Learn(Hear(tell.Target, tell.News), tell.IsGreeting, Now);
    }

    private bool Store(Uin uin, ImmutableArray<Change> changes, bool isPromised = false)
    {
        // Where nothing is stored, the store counts nothing either.
        if (changes.IsEmpty)
            return true;
        var isFull = IsFull || uin == FullFor;
        if (isFull && (isPromised || !changes.All(change => change.IsDispensable)))
        {
            this[uin].Discarded(changes);
            return false;
        }

        if (!isFull)
            foreach (var change in changes)
                Disk(uin).Write(change);
        this[uin].Applied(changes, isFull ? default : Disk(uin).Counted);
        return true;
    }

    private TownDisk Disk(Uin uin) => _disk.TryGetValue(uin, out var disk) ? disk : _disk[uin] = new();
}
