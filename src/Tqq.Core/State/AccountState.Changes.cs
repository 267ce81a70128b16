using Tqq.Core.Access;
using Tqq.Core.Changes;
using Tqq.Core.Mail;

namespace Tqq.Core.State;

/// <summary>How the state follows the disk.</summary>
internal sealed partial class AccountState
{
    /// <summary>What the client has acknowledged, as it is to be stored.</summary>
    public Change.Delivered Acknowledged(in Delivery delivery) => new(delivery.Through, delivery.Count, delivery.Bytes, KeepsLog);

    /// <summary>The change is on disk.</summary>
    public void Apply(Change change)
    {
        // What a wire session acknowledges is no news to a device.
        if (change is Change.Delivered)
            return;
        News++;
        switch (change)
        {
            case Change.AccountCreated created: Account = created.Account; break;
            case Change.AccountEdited edited: Account = edited.Account; break;
            case Change.AccountDeleted:
                (Account, IsLeaving, LogEnd) = (null, false, NoLog);
                if (_occasional is not null)
                    (_occasional.Devices, _occasional.Marks, _occasional.SecondFactor) = (null, null, null);
                AreDevicesOnline = false;
                DropSession();
                break;
            case Change.DeviceOpened opened: OwnDevices.Opened(opened.Session); break;
            case Change.DeviceNamed named: Devices?.Named(named.Id, named.Name); break;
            case Change.DevicePushSet set: Devices?.SetPush(set.Id, set.Push); break;
            case Change.DeviceClosed closed: Devices?.Closed(closed.Id, closed.ByAdministrator); break;
            case Change.PasswordSet: PasswordVersion++; break;
            case Change.RoleSet role: Account = Account is null ? null : Account with { Role = role.Role }; break;
            case Change.SecondFactorSet factor: SetSecondFactor(factor.Factor); break;
            case Change.AppPasswordAdded added: AppPasswords = AppPasswords.With(added.AppPassword); break;
            case Change.AppPasswordRemoved removed: AppPasswords = AppPasswords.Without(removed.Id); break;
            case Change.AppPasswordUsed used: AppPasswords = AppPasswords.Used(used.Id, used.Use); break;
            case Change.UsualAddressesSet usual: Guard.SetUsual(usual.Addresses); break;
            case Change.ContactSet contact: Tie(contact); break;
            case Change.RequestSet request: Occasional.Askers.Add(request.Asker); break;
            case Change.RequestSettled { Asker: var asker }: _occasional?.RemoveAsker(asker); break;
            case Change.PeerMarked marked: OwnMarks.Set(marked.Mark); break;
            case Change.SentAppended { Number: var number }: NoteLogged(number); break;
            case Change.ReadMarked { Number: var number }: NoteLogged(number); break;
            case Change.FriendNoted { Number: var number }: NoteLogged(number); break;
            case Change.ItemDeleted deleted:
                NoteLogged(deleted.Number);
                Mail.Delete(deleted.Item);
                break;
            case Change.MessageAppended { Key: var key } appended:
                Mail.Arrived(appended.Message, Session is not null, Rules.Wire.MessagesAtOnce);
                if (appended.IntoLog)
                    NoteLogged(appended.Message.Id);
                if (key is not null)
                    Occasional.TextKeys.Stored(key);
                break;
            case Change.TextSwallowed { Key: { } key }: Occasional.TextKeys.Stored(key); break;
            default: break; // sessions, requests of one's own: nothing to follow here
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
                    Occasional.TextKeys.Failed(key);
                break;
            case Change.TextSwallowed { Key: { } key }: Occasional.TextKeys.Failed(key); break;
            case Change.ContactSet { IsFriend: true, Other: var other }: _ = _occasional?.TakeNewcomer(other); break;
            // It was not done: to ask for it again is no repetition.
            case Change.ContactSet { IsFriend: false, Other: var other }: _occasional?.ForgetDeletion(other); break;
            default: break;
        }
    }

    // Codes are used in memory before they are on disk (AccountRole.Use): none comes back with an earlier change.
    private void SetSecondFactor(SecondFactor? factor)
    {
        if (factor is not null || _occasional is not null)
            Occasional.SecondFactor = SecondFactor is { } before ? factor?.Behind(before) : factor;
    }

    private void NoteLogged(long number) => LogEnd = Math.Max(LogEnd, number);

    private void Tie(Change.ContactSet contact)
    {
        var other = contact.Other;
        var wasFriend = Contacts[other].IsFriend;
        Contacts.Set(other, contact.IsFriend, contact.IsWatcher, contact.IsUnconfirmed);
        if (contact.IsFriend == true)
        {
            _occasional?.ForgetDeletion(other);
            // Of one who was a friend already, this may be the first that is heard of a new status.
            if (_occasional?.TakeNewcomer(other) is { } looks && Friends is not null)
                Learn(looks, isOfStatus: false, isNews: wasFriend, contact.At);
        }
        else if (contact.IsFriend == false)
        {
            Friends?.Forget(other);
        }
    }
}
