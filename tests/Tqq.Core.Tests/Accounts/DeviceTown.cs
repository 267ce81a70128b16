using System.Net;
using Tqq.Core.Commands;
using Tqq.Core.Devices;
using Tqq.Core.Operations;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;

namespace Tqq.Core.Tests.Accounts;

/// <summary>What tests of device sessions begin with: Anna, who opens them, and Bao, a friend who hears of her.</summary>
public abstract class DeviceTown
{
    private protected static readonly Uin Anna = new(10001);
    private protected static readonly Uin Bao = new(10002);
    private protected static readonly IPAddress Desk = IPAddress.Parse("10.0.0.9");
    private protected static readonly Operation Ping = new Operation.ListFriends(false);

    private protected Town Town { get; } = new();

    protected DeviceTown()
    {
        foreach (var uin in new[] { Anna, Bao })
            Town.Add(uin, WhoMayAdd.Anyone);
        Town.Login(Bao);
        Town.Answer(Bao, new Operation.AddFriend(Anna));
        Town.Fetch(Bao);
    }

    private protected IEnumerable<int> Devices => Town[Anna].Devices.All.Select(device => device.Id);

    private protected string[] Told => [.. Town.Fetch(Bao).Select(notice => notice.Text)];

    private protected int Open(string name = "page")
    {
        var (step, opened) = Town[Anna].Devices.Open(DeviceKind.Web, name, Desk, null, Town.Now)!.Value;
        Town.Administer(Anna, _ => step);
        return opened.Id;
    }

    private protected void Attach(int device) => Town.Administer(Anna, anna => anna.Devices.Attach(device, Desk, Town.Now)!);

    private protected void Close(int device)
    {
        Town.Administer(Anna, anna => anna.Devices.Close(device)!);
        Town.Administer(Anna, anna => anna.Devices.Settle(Town.Now));
    }

    private protected Answer Ask(int device, Operation operation) =>
        Town.Do(Anna, operation, new RequestOrigin(Caller.OfDevice(device, Desk))).Answer;
}
