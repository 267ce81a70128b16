using System.Collections.Immutable;
using System.Net;
using System.Text;
using Tqq.Core.Access;
using Tqq.Core.Changes;
using Tqq.Core.Contacts;
using Tqq.Core.Devices;
using Tqq.Core.Log;
using Tqq.Core.Mail;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;

namespace Tqq.Core.Tests;

/// <summary>What one account of a <see cref="Town"/> has on disk: the last word of all its changes.</summary>
internal sealed class TownDisk
{
    private readonly HashSet<Uin> _askers = [];
    private readonly List<Message> _messages = [];
    private readonly List<TextKey> _textKeys = [];
    private readonly Dictionary<Uin, PeerMark> _marks = [];
    private readonly Dictionary<Uin, (string Words, RequestAnswer? Answer)> _asked = [];
    private ContactBook _contacts = new([]);
    private AccountRecord? _record;
    private SessionRecord? _session;
    private readonly SortedDictionary<int, AppPassword> _appPasswords = [];
    private int _lastAppPassword;
    private readonly SortedDictionary<int, DeviceSession> _devices = [];
    private int _lastDevice;
    private Status _status = Status.Online;
    private ImmutableArray<IPAddress> _usual = [];
    private long _lastId, _delivered, _deliveredCount, _deliveredBytes;
    private TownLog? _log;
    private SecondFactor? _factor;

    /// <summary>All messages ever stored, ascending.</summary>
    public IReadOnlyList<Message> Messages => _messages;

    /// <summary>Those that are handed out to a wire session, where nothing of them was acknowledged.</summary>
    public IEnumerable<Message> Waiting => _messages.Where(message => _log?.Waits(message) != false);

    /// <summary>The log; null where the account keeps none.</summary>
    public TownLog? Log => _log;

    /// <summary>What waits, where it keeps a log.</summary>
    public LogWaiting Counted => _log is null ? default : new(Waiting.Count(message => message.Id > _delivered),
        Waiting.Where(message => message.Id > _delivered).Sum(message => (long)Encoding.UTF8.GetByteCount(message.Text)));

    public AccountSnapshot? Snapshot() => _record is null
        ? null
        : new(_record, [.. _contacts.All], [.. _askers], _session, _lastId, _delivered,
            _log is null ? _messages.Count - (int)_deliveredCount : Counted.Messages, _deliveredCount)
        {
            UndeliveredBytes = _log is null ? _messages.Sum(message => (long)message.Text.Length) - _deliveredBytes : Counted.Bytes,
            DeliveredBytes = _deliveredBytes,
            KeepsLog = _log is not null,
            Access = new([.. _appPasswords.Values], _lastAppPassword, _usual),
            Devices = new([.. _devices.Values], _lastDevice, _status),
            TextKeys = [.. _textKeys],
            Marks = [.. _marks.Values],
            SecondFactor = _factor,
        };

    /// <summary>Whom it has asked, with which words, and what was answered.</summary>
    public IReadOnlyDictionary<Uin, (string Words, RequestAnswer? Answer)> Asked => _asked;

    /// <summary>Whether its ties, requests or marks name another account.</summary>
    public bool Names(Uin other) => _contacts[other] is { IsFriend: true } or { IsWatcher: true } || _askers.Contains(other)
        || _asked.ContainsKey(other) || _marks.ContainsKey(other);

    /// <summary>Writes a change.</summary>
    public void Write(Change change)
    {
        if (change is Change.LogOpened or Change.SentAppended or Change.ReadMarked or Change.ItemDeleted or Change.FriendNoted
            or Change.MessageAppended { IntoLog: true })
            _log ??= new(_messages);
        switch (change)
        {
            case Change.SentAppended { IsRepetition: true } again when _log!.Items.Any(item =>
                item.Key == again.Key && item.Peer == again.Recipient): break;
            case Change.SentAppended sent: Enter(new(sent.Number, LogKind.Sent, sent.Recipient, sent.Text, sent.At, sent.Key)); break;
            case Change.FriendNoted noted: Enter(new(noted.Number, LogKind.Friend, noted.Other, noted.IsFriend ? "1"
                : "0", noted.At)); break;
            case Change.ReadMarked read:
                _lastId = read.Number;
                _log!.Read[read.Peer] = Math.Max(_log.Read.GetValueOrDefault(read.Peer), read.Through);
                if (read.Settles)
                    _log.Settle();
                break;
            case Change.ItemDeleted deleted:
                _lastId = deleted.Number;
                _log!.Delete(deleted.Item);
                break;
            case Change.AccountCreated created: _record = created.Account; break;
            case Change.AccountEdited edited: _record = edited.Account; break;
            case Change.AccountDeleted: Clear(); break;
            case Change.RoleSet role: _record = _record! with { Role = role.Role }; break;
            case Change.SecondFactorSet factor: _factor = factor.Factor; break;
            case Change.AppPasswordAdded { AppPassword: var added }: (_appPasswords[added.Id], _lastAppPassword) = (added, added.Id); break;
            case Change.AppPasswordRemoved removed: _appPasswords.Remove(removed.Id); break;
            case Change.AppPasswordUsed used: _appPasswords[used.Id] = _appPasswords[used.Id] with { LastUse = used.Use }; break;
            case Change.UsualAddressesSet set: _usual = set.Addresses; break;
            case Change.ContactSet tie: _contacts.Set(tie.Other, tie.IsFriend, tie.IsWatcher, tie.IsUnconfirmed); break;
            case Change.RequestSet request: _askers.Add(request.Asker); break;
            case Change.RequestSettled settled: _askers.Remove(settled.Asker); break;
            case Change.AskedSet asked: _asked[asked.Target] = (asked.Words, null); break;
            case Change.AskedAnswered { Target: var target, Answer: var answer }:
                if (_asked.TryGetValue(target, out var known) && (known.Answer is null || (answer.IsAccepted && !known.Answer.IsAccepted)))
                    _asked[target] = (known.Words, answer);
                break;
            case Change.AskedSettled settled: _asked.Remove(settled.Target); break;
            case Change.PeerMarked { Mark.IsEmpty: true } marked: _marks.Remove(marked.Mark.Peer); break;
            case Change.PeerMarked marked: _marks[marked.Mark.Peer] = marked.Mark; break;
            case Change.MessageAppended { Message: var message, Key: var key }:
                _messages.Add(message);
                _lastId = message.Id;
                _log?.Items.Add(new(message.Id, (LogKind)message.Kind, message.Peer, message.Text, message.At));
                if (key is not null)
                    _textKeys.Add(key);
                break;
            case Change.TextSwallowed { Key: { } key }: _textKeys.Add(key); break;
            case Change.Delivered through: (_delivered, _deliveredCount, _deliveredBytes) = (through.Through, through.Count,
                through.Bytes); break;
            case Change.SessionStarted started:
                (_session, _status) = (started.Session, started.Session.Status);
                if (!started.GoesOn)
                    _log?.Settle();
                break;
            case Change.StatusSet status:
                _status = status.Status;
                _session = _session is null ? null : _session with { Status = status.Status };
                break;
            case Change.SessionEnded:
                _session = null;
                _log?.Settle();
                break;
            case Change.DeviceOpened opened: (_devices[opened.Session.Id], _lastDevice) = (opened.Session, opened.Session.Id); break;
            case Change.DeviceUsed used: _devices[used.Id] = _devices[used.Id] with { LastSeen = used.At, Address = used.From }; break;
            case Change.DeviceNamed named: _devices[named.Id] = _devices[named.Id] with { Name = named.Name }; break;
            case Change.DevicePushSet set: _devices[set.Id] = _devices[set.Id] with { Push = set.Push }; break;
            case Change.DeviceClosed closed: _devices.Remove(closed.Id); break;
            default: break;
        }
    }

    private void Enter(LogItem item)
    {
        _lastId = item.Number;
        _log!.Items.Add(item);
    }

    private void Clear()
    {
        (_record, _session, _contacts, _lastId, _delivered, _deliveredCount, _deliveredBytes, _log) = (null, null, new([]), 0, 0, 0, 0,
            null);
        (_lastAppPassword, _usual) = (0, []);
        _appPasswords.Clear();
        _devices.Clear();
        (_lastDevice, _status) = (0, Status.Online);
        _askers.Clear();
        _asked.Clear();
        _marks.Clear();
        _messages.Clear();
        _textKeys.Clear();
    }
}
