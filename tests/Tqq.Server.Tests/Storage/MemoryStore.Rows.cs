using System.Collections.Immutable;
using System.Net;
using System.Text;
using Tqq.Core;
using Tqq.Core.Access;
using Tqq.Core.Changes;
using Tqq.Core.Contacts;
using Tqq.Core.Devices;
using Tqq.Core.Mail;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;

namespace Tqq.Server.Tests.Storage;

/// <summary>How changes become rows in memory.</summary>
internal partial class MemoryStore
{
    private void Write(Uin owner, Change change)
    {
        if (change is Change.AccountCreated created)
            _accounts.TryAdd(owner,
                new Rows { Account = created.Account with { Role = AdminRole.None }, PasswordHash = created.PasswordHash });
        if (!_accounts.TryGetValue(owner, out var rows))
            return;
        if (change is Change.LogOpened or Change.SentAppended or Change.ReadMarked or Change.ItemDeleted or Change.FriendNoted
            or Change.MessageAppended { IntoLog: true })
            rows.Log ??= new(rows.Messages.Values, rows.Delivered);
        switch (change)
        {
            case Change.SentAppended sent when rows.Take(sent.Number): rows.Log!.Enter(sent); break;
            case Change.FriendNoted noted when rows.Take(noted.Number): rows.Log!.Enter(noted); break;
            case Change.ReadMarked read:
                rows.Take(read.Number);
                rows.Log!.Mark(read);
                break;
            case Change.ItemDeleted deleted when rows.Take(deleted.Number): rows.Log!.Delete(deleted); break;
            case Change.MessageAppended { IntoLog: true, Message: var message, Key: var key } when rows.Take(message.Id):
                rows.Log!.Enter(message);
                if (key is not null)
                    rows.TextKeys.Add((key, message.At));
                break;
            case Change.AccountDeleted:
                _accounts.Remove(owner);
                _deletions.Add(owner);
                break;
            case Change.AccountEdited edited: rows.Account = edited.Account with { Role = rows.Account.Role }; break;
            case Change.PasswordSet password: rows.PasswordHash = password.PasswordHash; break;
            case Change.RoleSet role:
                rows.Account = rows.Account with { Role = role.Role };
                rows.Since ??= role.At;
                if (role.Role == AdminRole.None)
                    (rows.Since, rows.Factor) = (null, null);
                break;
            case Change.SecondFactorSet factor: rows.Factor = rows.Account.Role == AdminRole.None ? null : factor.Factor; break;
            case Change.AppPasswordAdded { AppPassword: var added }:
                rows.AppPasswords.TryAdd(added.Id, added);
                rows.LastAppPassword = Math.Max(rows.LastAppPassword, added.Id);
                break;
            case Change.AppPasswordRemoved removed: rows.AppPasswords.Remove(removed.Id); break;
            case Change.AppPasswordUsed used when rows.AppPasswords.TryGetValue(used.Id, out var known): rows.AppPasswords[used.Id] = known
                with { LastUse = used.Use }; break;
            case Change.UsualAddressesSet usual: rows.UsualAddresses = usual.Addresses; break;
            case Change.ContactSet contact: rows.Tie(contact); break;
            case Change.RequestSet or Change.RequestSettled or Change.AskedSet or Change.AskedAnswered or Change.AskedSettled
                or Change.PeerMarked:
                rows.People.Write(change);
                break;
            case Change.MessageAppended { IntoLog: false, Message: var message, Key: var key }:
                if (rows.Messages.TryAdd(message.Id, message) && key is not null)
                    rows.TextKeys.Add((key, message.At));
                rows.LastId = Math.Max(rows.LastId, message.Id);
                break;
            case Change.TextSwallowed { Key: { } key } swallowed: rows.TextKeys.Add((key, swallowed.At)); break;
            case Change.Delivered delivered when delivered.Through > rows.Delivered: (rows.Delivered, rows.DeliveredCount,
                rows.DeliveredBytes) = (delivered.Through, delivered.Count, delivered.Bytes); break;
            case Change.SessionStarted { Session: var session } started:
                (rows.Session, rows.Status) = (session, rows.LastDevice > 0 ? session.Status : rows.Status);
                if (!started.GoesOn)
                    rows.Log?.Settle();
                break;
            case Change.StatusSet { Status: var status }:
                rows.Session = rows.Session is { } live ? live with { Status = status } : null;
                rows.Status = rows.LastDevice > 0 ? status : rows.Status;
                break;
            case Change.SessionEnded:
                rows.Session = null;
                rows.Log?.Settle();
                break;
            case Change.DeviceOpened { Session: var device } opened:
                rows.Status = rows.LastDevice == 0 ? opened.Status : rows.Status;
                (rows.Devices[device.Id], rows.LastDevice) = (device, Math.Max(rows.LastDevice, device.Id));
                break;
            case Change.DeviceUsed used when rows.Devices.TryGetValue(used.Id, out var known):
                rows.Devices[used.Id] = known with { LastSeen = used.At, Address = used.From };
                break;
            case Change.DeviceNamed named when rows.Devices.TryGetValue(named.Id, out var unnamed):
                rows.Devices[named.Id] = unnamed with { Name = named.Name };
                break;
            case Change.DevicePushSet set when rows.Devices.TryGetValue(set.Id, out var silent):
                rows.Devices[set.Id] = silent with { Push = set.Push };
                break;
            case Change.DeviceClosed closed: rows.Devices.Remove(closed.Id); break;
            default: break;
        }
    }

    private sealed class Rows
    {
        public required AccountRecord Account { get; set; }

        public required string PasswordHash { get; set; }

        public Dictionary<Uin, Contact> Contacts { get; } = [];

        public MemoryPeople People { get; } = new();

        public SortedDictionary<long, Message> Messages { get; } = [];

        public SortedDictionary<int, AppPassword> AppPasswords { get; } = [];

        public List<(TextKey Key, DateTimeOffset At)> TextKeys { get; } = [];

        public int LastAppPassword { get; set; }

        public DateTimeOffset? Since { get; set; }

        public SecondFactor? Factor { get; set; }

        public SortedDictionary<int, DeviceSession> Devices { get; } = [];

        public int LastDevice { get; set; }

        public Status Status { get; set; } = Status.Online;

        public ImmutableArray<IPAddress> UsualAddresses { get; set; } = [];

        public SessionRecord? Session { get; set; }

        public long LastId { get; set; }

        public long Delivered { get; set; }

        public long DeliveredCount { get; set; }

        public long DeliveredBytes { get; set; }

        public MemoryLog? Log { get; set; }

        public IEnumerable<Message> Waiting => Log is null
            ? Messages.Values.Where(message => message.Id > Delivered)
            : Log.Waiting(Delivered).Select(item => new Message(item.Number, (MessageKind)item.Kind, item.Peer, item.Text, item.At));

        public long WaitingBytes => Waiting.Sum(message => Encoding.UTF8.GetByteCount(message.Text));

        /// <summary>Uses a number; false where it was used before.</summary>
        public bool Take(long number)
        {
            if (number <= LastId)
                return false;
            LastId = number;
            return true;
        }

        public void Tie(Change.ContactSet set)
        {
            var before = Contacts.GetValueOrDefault(set.Other);
            var after = new Contact(set.Other, set.IsFriend ?? before.IsFriend, set.IsWatcher ?? before.IsWatcher, set.IsUnconfirmed
                ?? before.IsUnconfirmed);
            Contacts[set.Other] = after;
            People.Tie(set);
            if (after is { IsFriend: false, IsWatcher: false })
                Contacts.Remove(set.Other);
        }
    }
}
