using Tqq.Core.Commands;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Rules;
using Tqq.Core.Sessions;

namespace Tqq.Core.Tests.Histories;

/// <summary>
/// Lets events happen to the rules and to the model and compares, after each, all that is answered and all that is to be seen from outside.
/// </summary>
internal sealed partial class History
{
    private static readonly string[] Texts = ["a", "bh", "ccc", "dddd"];
    private static readonly double[] Waits = [0.4, 1, 3, 9, 10, 11, 29, 30, 60, 240, 299, 300, 301, 1000, 86_300, 86_400];

    private readonly Guest[] _guests = [.. Enumerable.Range(0, Event.People).Select(person => new Guest(person))];
    private readonly Town _town;
    private readonly Model _model;
    private int _who;
    private int _keys;
    private int _created;
    private readonly DeviceEvents? _devices;

    /// <param name="rules">The rules.</param>
    /// <param name="hasDevices">
    /// Whether accounts have devices, and with them a log. Then no disk is full: how many wait is not known exactly where a log and what
    /// its account remembers differ by what found no room.
    /// </param>
    public History(AccountRules rules, bool hasDevices)
    {
        _town = new(rules) { AreRepliesReceived = false };
        _model = new(rules, _town.Now.Uptime);
        _devices = hasDevices ? new(_town, _model) : null;
        foreach (var guest in _guests)
            Create(guest.Uin);
        // The others come to one later, with what is in their mailboxes by then.
        _devices?.Open(_guests[0].Uin, 0);
        _devices?.Open(_guests[1].Uin, 0);
    }

    public void Happen(Event happening)
    {
        var (kind, who, whom, detail) = happening;
        _who = who < Event.People ? who : _who;
        var (guest, other) = (_guests[_who], Guest.UinOf(whom));
        switch (kind)
        {
            case EventKind.Login: Login(guest, true, detail); break;
            case EventKind.WrongPassword: Login(guest, false, detail); break;
            case EventKind.Fetch: Ask(guest, Operation.FetchMessages.Instance, detail); break;
            case EventKind.Send:
                var text = Texts[detail % 4] + detail;
                Ask(guest, new Operation.SendText(other, text, detail % 40 == 0 ? 401 : text.Length), detail);
                break;
            case EventKind.SendWithKey:
                // Few keys and texts, so that each comes again soon, also for another text and from somebody else.
                var once = Texts[detail % 2];
                Ask(guest, new Operation.SendText(other, once, once.Length, $"key{detail / 2 % 3}"), detail);
                break;
            case EventKind.Add: Ask(guest, new Operation.AddFriend(other), detail); break;
            case EventKind.Ask: Ask(guest, new Operation.AskFriend(other, $"ask{detail}"), detail); break;
            case EventKind.Accept: Ask(guest, new Operation.AcceptFriend(other), detail); break;
            case EventKind.Refuse: Ask(guest, new Operation.RefuseFriend(other, $"no{detail}"), detail); break;
            case EventKind.AnswerOutOfRange: Ask(guest, new Operation.AnswerOutOfRange(), detail); break;
            case EventKind.Remove: Ask(guest, new Operation.RemoveFriend(other), detail); break;
            case EventKind.ChangeStatus: Ask(guest, new Operation.ChangeStatus((Status)(10 * (1 + (detail % 4)))), detail); break;
            case EventKind.List: Ask(guest, new Operation.ListFriends(detail % 2 == 0), detail); break;
            case EventKind.ListOnline: Ask(guest, Operation.ListOnline.Instance, detail); break;
            case EventKind.ShowProfile: Ask(guest, new Operation.ShowProfile(other), detail); break;
            case EventKind.Repeat when guest.Before is { } before:
                Ask(guest, before.Operation, before.Origin.At(guest.Arrives(detail, _town.Now.Uptime)));
                break;
            case EventKind.Report:
                var written = _town.Now.Uptime - TimeSpan.FromSeconds(detail % 7);
                Report(guest, detail % 5 == 4 ? guest.Earlier : guest.Handout, detail % 3 == 0 ? HandoutFate.Broken
                    : HandoutFate.Confirmed(written));
                break;
            case EventKind.Logout: Ask(guest, Operation.EndSession.Instance, detail); break;
            case EventKind.Stranger: Intrude(guest, detail); break;
            case EventKind.TimePasses: Pass(detail, areTimersLate: false); break;
            case EventKind.TimersAreLate: Pass(detail, areTimersLate: true); break;
            case EventKind.CalendarIsSet:
                var ahead = TimeSpan.FromDays(3650) * ((detail % 3) - 1);
                _town.SetCalendar(ahead);
                _model.SetCalendar(ahead);
                break;
            case EventKind.Restart:
                _town.Restart();
                _model.Restart();
                break;
            case EventKind.Evict when _model[guest.Uin] is { IsOnline: false, SessionOnDisk: null }:
                // Never at once: hosts wait for some minutes.
                PassUnnoticed(TimeSpan.FromMilliseconds(1));
                _town.Evict(guest.Uin);
                _model[guest.Uin].Reload(_model.Now);
                break;
            case EventKind.DiskHangsOrNot: _model.Hanging = _town.Hanging = TimeSpan.FromSeconds(_town.Hanging == TimeSpan.Zero
                ? detail % 16 : 0); break;
            case EventKind.DiskFullOrNot when _devices is null: _model.IsFull = _town.IsFull = !_town.IsFull; break;
            case EventKind.Administer when !_town.IsFull: Administer(guest.Uin, detail); break;
            case EventKind.OpenDevice or EventKind.CloseDevice or EventKind.AttachDevice or EventKind.DetachDevice or EventKind.AskOnDevice
                or EventKind.MarkRead or EventKind.DeleteItem: _devices?.Happen(kind, guest.Uin, other, detail); break;
            default: break;
        }

        Audit();
    }

    /// <summary>At last everybody comes, fetches all there is and looks at everything.</summary>
    public void End()
    {
        _model.IsFull = _town.IsFull = false;
        _model.Hanging = _town.Hanging = TimeSpan.Zero;
        foreach (var guest in _guests)
        {
            if (_model[guest.Uin].Record is { Enabled: false })
                Administer(guest.Uin, 1);
            Login(guest, true, 0);
            Pass(8, areTimersLate: false);
            for (var poll = 0; poll < 8; poll++)
            {
                Ask(guest, Operation.FetchMessages.Instance, poll);
                Report(guest, guest.Handout, HandoutFate.Confirmed(_town.Now.Uptime));
            }

            Ask(guest, new Operation.ListFriends(true), 0);
            Ask(guest, Operation.ListOnline.Instance, 0);
            Audit();
        }
    }

    private void Login(Guest guest, bool isRight, int detail)
    {
        var wantsKey = detail % 3 == 0;
        var origin = guest.Origin(detail, _town.Now.Uptime).By(new(Guest.PlaceOf(detail / 3), null));
        var key = new SessionKey($"key{++_keys}", $"hash{_keys}");
        var attempt = new LoginAttempt("md5", wantsKey, origin);
        var answered = _town.Login(guest.Uin, isRight, attempt, key);
        Answers.AssertSame(_model.Login(guest.Uin, isRight, attempt, key), answered);
        if (answered.Answer is Answer.LoggedIn)
            (guest.Place, guest.KeyHash, guest.Counts, guest.Before) = (origin.Caller.Address, wantsKey ? key.Hash : null, wantsKey
                && detail % 2 == 0, null);
    }

    private void Ask(Guest guest, Operation operation, int detail) =>
        Ask(guest, operation, guest.Origin(detail, _town.Now.Uptime), isReceived: detail % 2 == 0);

    private void Ask(Guest guest, Operation operation, RequestOrigin origin, bool isReceived = false)
    {
        var answered = _town.Do(guest.Uin, operation, origin);
        Answers.AssertSame(_model.Do(guest.Uin, operation, origin), answered);
        guest.Before = (operation, origin);
        if (operation is not Operation.FetchMessages)
            return;
        if (answered.Answer is not Answer.HandedOut { Handout: > 0 } mail)
            return;
        guest.Fetches(mail.Handout);
        (guest.Handout, guest.Earlier) = (mail.Handout, guest.Handout);
        if (isReceived)
            Report(guest, mail.Handout, HandoutFate.Confirmed(_town.Now.Uptime));
    }

    private void Report(Guest guest, long handout, HandoutFate fate)
    {
        _town[guest.Uin].Mailbox.Report(handout, fate);
        _model[guest.Uin].Mail.Report(handout, fate);
    }

    // From the wrong address, or without the right key.
    private void Intrude(Guest guest, int detail)
    {
        var origin = guest.Origin(detail, _town.Now.Uptime);
        origin = origin.By(new(Guest.PlaceOf(detail), (detail % 3) switch { 0 => null, 1 => "hash0", _ => guest.KeyHash }));
        var answered = _town.Do(guest.Uin, Operation.FetchMessages.Instance, origin);
        Answers.AssertSame(_model.Do(guest.Uin, Operation.FetchMessages.Instance, origin), answered);
        if (answered.Answer is Answer.HandedOut { Handout: > 0 } mail)
            guest.Fetches(mail.Handout);
    }

    private void Pass(int detail, bool areTimersLate)
    {
        PassUnnoticed(TimeSpan.FromSeconds(Waits[detail % Waits.Length]));
        if (areTimersLate)
            return;
        _model.RunTimers();
        _town.RunTimers();
    }

    private void PassUnnoticed(TimeSpan time)
    {
        _model.Pass(time);
        _town.PassUnnoticed(time);
    }
}
