using Tqq.Core.Commands;
using Tqq.Core.Devices;
using Tqq.Core.Presence;
using Tqq.Core.Sessions;

namespace Tqq.Core.Tests.Histories;

/// <summary>What the devices of everybody do in a history, and what is to be seen of it: as a host has the rules do it.</summary>
internal sealed class DeviceEvents(Town town, Model model)
{
    private static readonly string[] Texts = ["on a device", "d"];

    public void Happen(EventKind kind, Uin uin, Uin other, int detail)
    {
        var account = model[uin];
        var device = DeviceOf(account, detail % 8);
        switch (kind)
        {
            case EventKind.OpenDevice: Open(uin, detail); break;
            case EventKind.CloseDevice:
                var closing = town[uin].Devices.Close(device);
                Assert.Equal(account.Devices.Contains(device), closing is not null);
                if (closing is null)
                    break;
                town.Administer(uin, _ => closing);
                account.Devices.Close(device);
                Settle(account);
                break;
            case EventKind.AttachDevice:
                var place = Guest.PlaceOf(detail);
                var attached = town[uin].Devices.Attach(device, place, town.Now);
                Assert.Equal(account.Devices.Contains(device), attached is not null);
                if (attached is null)
                    break;
                town.Administer(uin, _ => attached);
                account.Devices.Use(device, place, model.Calendar);
                model.ChangeSeen(account, () => account.Devices.Attach(device));
                break;
            case EventKind.DetachDevice when account.Devices.HasStream(device):
                town[uin].Devices.Detach(device, town.Now);
                account.Devices.Detach(device, model.Now);
                break;
            case EventKind.AskOnDevice:
                var origin = new RequestOrigin(Caller.OfDevice(device, Guest.PlaceOf(detail / 8)));
                var operation = Asked(other, detail / 8);
                Answers.AssertSame(model.Do(uin, operation, origin), town.Do(uin, operation, origin));
                break;
            case EventKind.MarkRead when account.Devices.Contains(device):
                var (through, peer) = Recent(account, other, detail / 8);
                town.Administer(uin, live => live.Log.MarkRead(peer, through));
                account.Mail.MarkRead(peer, through, account.Session is not null);
                break;
            case EventKind.DeleteItem when account.Devices.Contains(device):
                var (item, _) = Recent(account, other, detail / 8);
                town.Administer(uin, live => live.Log.Delete(item, town.Now));
                account.Mail.Delete(item);
                break;
            default: break;
        }
    }

    /// <summary>An account has one more device, and keeps a log from then on.</summary>
    public void Open(Uin uin, int detail)
    {
        var account = model[uin];
        var place = Guest.PlaceOf(detail);
        var opening = town[account.Uin].Devices.Open(DeviceKind.Web, "page", place, null, town.Now);
        Assert.Equal(account.Record is { Enabled: true }, opening is not null);
        if (opening is not var (step, opened))
            return;
        town.Administer(account.Uin, live => live.Log.Open());
        town.Administer(account.Uin, _ => step);
        account.Mail.OpenLog();
        Assert.Equal(account.Devices.Open(place, model.Calendar), opened.Id);
        Settle(account);
    }

    /// <summary>Compares what is to be seen of an account's devices and its log; of the log the last few items.</summary>
    public void Audit(Uin uin)
    {
        var (account, expected, log) = (town[uin], model[uin], town.LogOf(uin));
        var (items, kept) = (expected.Mail.Log.Items, expected.Mail.Log.IsKept);
        if (expected.IsOnline != account.IsOnline || kept != account.Log.IsKept || kept != log is not null
            || !expected.Devices.All.SequenceEqual(account.Devices.All.Select(device => (device.Id, device.Address))))
            Assert.Fail($"{uin} is online: {account.IsOnline}, keeps a log: {account.Log.IsKept}, has {string.Join(", ", account.Devices.All)}; "
                + $"the model says {expected.IsOnline}, {kept}, {string.Join(", ", expected.Devices.All)}");
        if (log is null)
            return;
        var same = items.Count == log.Items.Count && expected.Mail.Log.Read.All(read => log.Read.GetValueOrDefault(read.Key) == read.Value);
        for (var at = items.Count - 1; same && at >= Math.Max(0, items.Count - 4); at--)
            same = items[at] == (log.Items[at].Number, log.Items[at].Kind, log.Items[at].Peer, log.Items[at].Text, log.Items[at].Key);
        if (!same)
            Assert.Fail($"the log of {uin} is {string.Join(", ", log.Items)}; the model says {string.Join(", ", items)}");
    }

    private void Settle(ModelAccount account)
    {
        town.Administer(account.Uin, live => live.Devices.Settle(town.Now));
        model.Settle(account);
    }

    // Mostly one that there is; 0 is nobody's number.
    private static int DeviceOf(ModelAccount account, int detail) =>
        account.Devices.All.Select(device => device.Id).Append(0).ElementAt(detail % (1 + account.Devices.All.Count()));

    // One of the last few items with its peer, or the number that comes next, which is nobody's yet.
    private static (long Number, Uin Peer) Recent(ModelAccount account, Uin other, int detail) =>
        account.Mail.Log.Items is { Count: > 0 } items && detail % 8 < Math.Min(7, items.Count) ? (items[^(1 + (detail % 8))].Number,
            items[^(1 + (detail % 8))].Peer)
        : (account.Mail.LastNumber + 1, other);

    private static Operation Asked(Uin other, int detail) => (detail % 12) switch
    {
        0 or 1 or 2 => new Operation.SendText(other, $"{Texts[detail % 2]}{detail}", 500),
        3 or 4 => new Operation.SendText(other, Texts[detail % 2], 1, $"key{detail % 3}"),
        5 or 6 => new Operation.ChangeStatus((Status)(10 * (1 + (detail / 12 % 4)))),
        7 => new Operation.AddFriend(other),
        8 => new Operation.RemoveFriend(other),
        9 => new Operation.AskFriend(other, "on a device"),
        10 => Operation.ListOnline.Instance,
        _ => new Operation.ListFriends(true),
    };
}
