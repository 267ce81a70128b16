using Tqq.Core.Commands;
using Tqq.Core.Devices;

namespace Tqq.Server.Tests.Cluster;

/// <summary>What tests of device sessions begin with: Anna, who opens them, and Bao, a friend who is logged in.</summary>
public abstract class DeviceSessions : AnnaAndBao
{
    private protected async Task<ClusterHost> StartAsync(bool isFirst = true)
    {
        var host = await OpenStoreAsync();
        if (!isFirst)
            return host;
        await AddBothAsync(host);
        await host.AskAsync(Bao, new Operation.AddFriend(Anna));
        return host;
    }

    private protected static async Task<int> OpenAsync(ClusterHost host, string name = "page") =>
        (await host.Devices.OpenAsync(Anna, DeviceKind.Web, name, Desk, null, Cancelled))!.Id;

    private protected static async Task<IDisposable> AttachAsync(ClusterHost host, int device, CountingSignal? signal = null) =>
        (await host.Devices.AttachAsync(Anna, device, Desk, signal ?? new CountingSignal(), Cancelled))!;
}
