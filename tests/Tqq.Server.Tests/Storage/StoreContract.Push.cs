using System.Net;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Devices;
using Tqq.Core.Presence;

namespace Tqq.Server.Tests.Storage;

/// <summary>Where browsers are told of messages.</summary>
public abstract partial class StoreContract
{
    private static readonly DeviceSession s_page = new(1, DeviceKind.Web, "page", IPAddress.Loopback, Noon, Noon);

    private static PushTarget Target(string at, PushWords says = PushWords.Sender) =>
        new("https://push.example.net/" + at, new string('K', 87), new string('S', 22), says, Noon);

    private async Task<(Uin, int)[]> ToldAsync(string at) =>
        [.. await (await StoreAsync()).FindPushAsync(Target(at).Endpoint, TestContext.Current.CancellationToken)];

    [Fact]
    public async Task Where_a_browser_is_told_of_messages_is_kept_with_its_session()
    {
        var snapshot = await AfterAsync(
            new Change.DeviceOpened(s_page, Status.Online), new Change.DeviceOpened(s_page with { Id = 2 }, Status.Online),
            new Change.DeviceOpened(s_page with { Id = 3 }, Status.Online),
            new Change.DevicePushSet(1, Target("a")), new Change.DevicePushSet(1, Target("b", PushWords.Text)),
            new Change.DevicePushSet(2, Target("c")), new Change.DevicePushSet(2, null), new Change.DevicePushSet(9, Target("d")),
            new Change.DeviceUsed(1, Noon.AddHours(1), IPAddress.Loopback));
        Assert.Equal([Target("b", PushWords.Text), null, null], snapshot!.Devices.Sessions.Select(session => session.Push));
    }

    [Fact]
    public async Task Who_is_told_at_an_address_is_found_and_goes_with_the_session_and_with_the_account()
    {
        foreach (var uin in new[] { Anna, Bao })
        {
            await CreateAsync(uin);
            await (await StoreAsync()).CommitAsync(uin,
                [new Change.DeviceOpened(s_page, Status.Online), new Change.DevicePushSet(1, Target("same"))]);
        }

        Assert.Equal([(Anna, 1), (Bao, 1)], (await ToldAsync("same")).Order());
        Assert.Empty(await ToldAsync("other"));
        await (await StoreAsync()).CommitAsync(Anna, [new Change.DeviceClosed(1)]);
        Assert.Equal([(Bao, 1)], await ToldAsync("same"));
        await (await StoreAsync()).CommitAsync(Bao, [new Change.AccountDeleted()]);
        Assert.Empty(await ToldAsync("same"));
    }
}
