using Tqq.Core.Accounts;
using Tqq.Core.Mail;
using Tqq.Core.Profiles;

namespace Tqq.Core.Tests.Histories;

/// <summary>What an administrator does, and what is compared after each event.</summary>
internal sealed partial class History
{
    private void Administer(Uin uin, int detail)
    {
        var account = _model[uin];
        if (account.Record is not { } record)
        {
            Create(uin);
            return;
        }

        switch (detail % 6)
        {
            case 0 or 1:
                _town.Administer(uin, account => account.Administration.SetEnabled(detail % 6 == 1));
                account.Record = record with { Enabled = detail % 6 == 1 };
                if (detail % 6 == 0)
                    _model.EndAll(account);
                break;
            case 2:
                var profile = record.Profile.With(ProfileField.NK, $"nick{detail}").With(ProfileField.FC, $"{detail}");
                _town.Administer(uin, account => account.Administration.Edit(profile, record.Settings));
                account.Record = record with { Profile = profile };
                break;
            case 3 when detail % 12 == 3:
                _town.Administer(uin, account => account.Administration.Kick(andDevices: true));
                _model.EndAll(account);
                break;
            case 3:
                _town.Administer(uin, account => account.Administration.Kick());
                if (account.Session is not null)
                    _model.EndSession(account);
                break;
            case 4:
                _town.Administer(uin, account => account.Administration.SetPassword("other", _town.Now));
                _model.TryWrite(account, MessageKind.Text, Uin.System, AccountAdministration.PasswordNotice);
                _model.EndAll(account);
                break;
            default:
                _town.Delete(uin);
                _model.Delete(account);
                break;
        }
    }

    private void Create(Uin uin)
    {
        var person = (int)(uin.Value - 10_001);
        var settings = AccountSettings.Default with { WhoMayAdd = (WhoMayAdd)(person % 3), RefusesStrangers = person == 3,
            WhoSees = default(FieldAudiences).With(ProfileField.AD, (Audience)(person % 3))
                .With(ProfileField.MO, (Audience)(person / 3 % 3)) };
        var record = new AccountRecord(uin, Profile.Named($"n{uin}").With(ProfileField.AD, $"street {person}")
            .With(ProfileField.MO, "13612345678"), settings, true, _town.Now.Wall.AddMilliseconds(_created++));
        _town.Administer(uin, _ => AccountAdministration.Create(record, "hash"));
        _model[uin].Record = record;
    }

    private void Audit()
    {
        foreach (var guest in _guests)
        {
            var (account, expected) = (_town[guest.Uin], _model[guest.Uin]);
            var session = account.Session is { } live ? (live.Address, live.KeyHash, live.Status) : default;
            var (friends, letters) = (account.FriendCount, account.Mailbox.Waiting);
            if (session != (expected.Session is { } wanted ? (wanted.Address, wanted.Key, expected.Status) : default)
                || friends != expected.Friends.Count || letters != expected.Mail.Letters || account.Record != expected.Record)
            {
                Assert.Fail($"{guest.Uin} has session {session}, {friends} friends, {letters} letters, {account.Record}; the model says "
                    + $"{expected.Status} at {expected.Session?.Address}, {expected.Friends.Count}, {expected.Mail.Letters}, {expected.Record}");
            }

            _devices?.Audit(guest.Uin);
        }
    }
}
