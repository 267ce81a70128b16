using System.Collections.Immutable;
using System.Net;
using Tqq.Core.Access;
using Tqq.Core.Changes;
using Tqq.Core.Contacts;
using Tqq.Core.Mail;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;

namespace Tqq.Core.Tests;

/// <summary>What one account of a <see cref="Town"/> has on disk: the last word of all its changes.</summary>
internal sealed class TownDisk
{
    private readonly HashSet<Uin> _askers = [];
    private readonly List<Message> _messages = [];
    private readonly List<TextKey> _textKeys = [];
    private ContactBook _contacts = new([]);
    private AccountRecord? _record;
    private SessionRecord? _session;
    private readonly SortedDictionary<int, AppPassword> _appPasswords = [];
    private int _lastAppPassword;
    private ImmutableArray<IPAddress> _usual = [];
    private long _lastId, _delivered, _deliveredCount;

    /// <summary>All messages ever stored, ascending.</summary>
    public IReadOnlyList<Message> Messages => _messages;

    public AccountSnapshot? Snapshot() => _record is null
        ? null
        : new(_record, [.. _contacts.All], [.. _askers], _session, _lastId, _delivered, _messages.Count - (int)_deliveredCount, _deliveredCount)
        {
            Access = new([.. _appPasswords.Values], _lastAppPassword, _usual),
            TextKeys = [.. _textKeys],
        };

    /// <summary>Whether its ties or requests name another account.</summary>
    public bool Names(Uin other) => _contacts[other] is { IsFriend: true } or { IsWatcher: true } || _askers.Contains(other);

    public void Write(Change change)
    {
        switch (change)
        {
            case Change.AccountCreated created: _record = created.Account; break;
            case Change.AccountEdited edited: _record = edited.Account; break;
            case Change.AccountDeleted: Clear(); break;
            case Change.AppPasswordAdded { AppPassword: var added }: (_appPasswords[added.Id], _lastAppPassword) = (added, added.Id); break;
            case Change.AppPasswordRemoved removed: _appPasswords.Remove(removed.Id); break;
            case Change.AppPasswordUsed used: _appPasswords[used.Id] = _appPasswords[used.Id] with { LastUse = used.Use }; break;
            case Change.UsualAddressesSet set: _usual = set.Addresses; break;
            case Change.ContactSet tie: _contacts.Set(tie.Other, tie.IsFriend, tie.IsWatcher, tie.IsUnconfirmed); break;
            case Change.RequestSet request: _askers.Add(request.Asker); break;
            case Change.RequestSettled settled: _askers.Remove(settled.Asker); break;
            case Change.MessageAppended { Message: var message, Key: var key }:
                _messages.Add(message);
                _lastId = message.Id;
                if (key is not null)
                    _textKeys.Add(key);
                break;
            case Change.TextSwallowed { Key: { } key }: _textKeys.Add(key); break;
            case Change.Delivered through: (_delivered, _deliveredCount) = (through.Through, through.Count); break;
            case Change.SessionStarted started: _session = started.Session; break;
            case Change.StatusSet status: _session = _session is null ? null : _session with { Status = status.Status }; break;
            case Change.SessionEnded: _session = null; break;
            default: break;
        }
    }

    private void Clear()
    {
        (_record, _session, _contacts, _lastId, _delivered, _deliveredCount) = (null, null, new([]), 0, 0, 0);
        (_lastAppPassword, _usual) = (0, []);
        _appPasswords.Clear();
        _askers.Clear();
        _messages.Clear();
        _textKeys.Clear();
    }
}
