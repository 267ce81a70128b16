using Tqq.Core.Commands;
using Tqq.Core.Limits;
using Tqq.Core.Log;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Rules;
using Tqq.Core.Sessions;

namespace Tqq.Core.Tests.Histories;

/// <summary>
/// The messenger as everybody imagines it (protocol.md §3 to §7): one world in which all know everything at once, slow and obvious.
/// </summary>
internal sealed partial class Model(AccountRules rules, TimeSpan now)
{
    private readonly SortedDictionary<Uin, ModelAccount> _accounts = [];
    private TimeSpan _calendarAhead;

    public TimeSpan Now { get; private set; } = now;

    /// <summary>What the calendar says: somebody may have set it, the clock that only grows goes on.</summary>
    public TimeSpan Calendar => Now + _calendarAhead;

    public bool IsFull { get; set; }

    /// <summary>How long each request takes from its turn to its answer.</summary>
    public TimeSpan Hanging { get; set; }

    public AccountRules Rules => rules;

    public ModelAccount this[Uin uin] => _accounts.TryGetValue(uin, out var account) ? account : _accounts[uin] = new(uin, rules);

    public void Pass(TimeSpan time) => Now += time;

    public void SetCalendar(TimeSpan ahead) => _calendarAhead += ahead;

    public void RunTimers()
    {
        foreach (var account in _accounts.Values)
        {
            Settle(account);
            if (account.Session is { } session && Now - session.LastSeen >= rules.SessionTimeout)
                EndSession(account);
        }
    }

    public void Restart()
    {
        foreach (var account in _accounts.Values)
            account.Reload(Now);
    }

    public Outcome Login(Uin me, bool isRight, LoginAttempt attempt, SessionKey key)
    {
        var account = this[me];
        if (account.Guard.Admit(attempt.Origin.Caller.Address, Now) is not { } delay)
            return Answer.Refused.Instance;
        if (account.Record is not { Enabled: true } || !isRight)
            return new(new Answer.LoginFailed(LoginObstacle.WrongPassword), delay);

        account.Guard.Succeeded(attempt.Origin.Caller.Address);
        if (!IsFull)
            account.UsualOnDisk = account.Guard.Usual;
        // It acknowledges like any request. From where the older session was it goes on with what that one was
        // told; from elsewhere it ends it.
        if (account.Session is { } older && older.Address.Equals(attempt.Origin.Caller.Address))
        {
            account.Mail.NextRequest(attempt.Origin.Receipt, attempt.Origin.Arrived, IsFull);
        }
        else
        {
            if (account.Session is not null)
                account.Mail.SessionOver(attempt.Origin.Receipt, attempt.Origin.Arrived, IsFull);
            account.Mail.Settle();
        }

        ChangeSeen(account, () =>
        {
            account.Session = new(attempt.Origin.Caller.Address, attempt.WantsKey ? key.Hash : null, Status.Online, Now);
            account.Status = account.Devices.AreOnline ? account.Status : Status.Online;
        });
        account.Session!.Note(attempt.Origin.Repetition!.Value, Now);
        KeepSession(account);
        if (!IsFull)
            account.StatusOnDisk = account.Status;
        return new(new Answer.LoggedIn(attempt.WantsKey ? key.Text : null), delay);
    }

    public Outcome Do(Uin me, Operation operation, in RequestOrigin origin)
    {
        var (outcome, remembering) = Decide(me, operation, origin);
        Now += Hanging;
        remembering?.Answered(outcome, Now);
        return outcome;
    }

    /// <returns>The outcome, and the session that has to remember it.</returns>
    private (Outcome, ModelSession?) Decide(Uin me, Operation operation, in RequestOrigin origin)
    {
        var account = this[me];
        if (origin.Caller.Device is { } device)
            return (DecideOnDevice(account, device, operation, origin), null);
        if (account.Session is not { } session || !session.Admits(origin.Caller) || Now - session.LastSeen >= rules.SessionTimeout)
            return (operation is Operation.EndSession ? Answer.NothingToEnd.Instance : Answer.NotLoggedIn.Instance, null);
        if (session.Note(origin.Repetition!.Value, Now) is { } sameAgain)
        {
            if (!account.TryTake(RateClass.Other, Now))
                return (new(Answer.Refused.Instance, rules.Penalty), null);
            if (sameAgain.Answer is Answer.HandedOut mail)
                account.Mail.OutAgain(mail.Handout, origin.Arrived);
            return (sameAgain, null);
        }

        account.Mail.NextRequest(origin.Receipt, origin.Arrived, IsFull);
        var (outcome, isRepeatable) = operation is Operation.SendText { Utf8Length: > 400 } or Operation.AskFriend { Words.Length: > 400 }
            or Operation.RefuseFriend { Reason.Length: > 400 } ? (Answer.Refused.Instance, true)
            : TryTake(account, operation) ? Perform(account, operation, origin)
            : (new(Answer.Refused.Instance, rules.Penalty), true);
        return (outcome, isRepeatable ? session : null);
    }

    // A device repeats nothing, acknowledges nothing and leaves the wire session as it is.
    private Outcome DecideOnDevice(ModelAccount account, int device, Operation operation, in RequestOrigin origin)
    {
        if (!account.Devices.Contains(device))
            return Answer.NotLoggedIn.Instance;
        account.Devices.Use(device, origin.Caller.Address, Calendar);
        return TryTake(account, operation) ? Perform(account, operation, origin).Item1
            : new(Answer.Refused.Instance, rules.Penalty);
    }

    /// <summary>Who is online by a device that has no stream any more may be so no longer.</summary>
    public void Settle(ModelAccount account) => ChangeSeen(account, () => account.Devices.Settle(Now));

    /// <summary>All sessions end, those of devices too.</summary>
    public void EndAll(ModelAccount account)
    {
        if (account.Session is null)
        {
            ChangeSeen(account, account.Devices.CloseAll);
            return;
        }

        account.Devices.CloseAll();
        EndSession(account);
    }

    public void EndSession(ModelAccount account) => EndSession(account, null, TimeSpan.MaxValue);

    private void EndSession(ModelAccount account, HandoutReceipt? receipt, TimeSpan arrived)
    {
        ChangeSeen(account, () => account.Session = null);
        account.Mail.SessionOver(receipt, arrived, IsFull);
        account.Mail.Settle();
        KeepSession(account);
    }

    public void KeepSession(ModelAccount account)
    {
        if (!IsFull)
            account.SessionOnDisk = account.Session is { } session ? new(session.Address, session.Key, account.Status, Now) : null;
    }

    /// <summary>
    /// All who have the account on their lists and are there learn of a change in what they see of it, and of nothing else.
    /// </summary>
    public void ChangeSeen(ModelAccount account, Action change)
    {
        var before = account.Seen;
        change();
        if (account.Seen != before)
            foreach (var viewer in _accounts.Values.Where(other => other.Session is not null && other.Friends.Contains(account.Uin)))
                viewer.Mail.Notice(account.Uin, $"{(int)account.Seen}");
    }

    /// <summary>All forget it: no friendship and no request of it is left anywhere.</summary>
    public void Delete(ModelAccount gone)
    {
        foreach (var other in _accounts.Values)
        {
            if (other.Friends.Remove(gone.Uin))
                other.Mail.Enter(LogKind.Friend, gone.Uin, "0");
            other.Askers.Remove(gone.Uin);
            foreach (var (sender, key) in other.Keys.Keys.Where(kept => kept.Sender == gone.Uin).ToList())
                other.Keys.Remove((sender, key));
        }

        gone.Delete(Now);
    }
}
