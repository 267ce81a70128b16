using Tqq.Core.Devices;
using Tqq.Core.Log;
using Tqq.Server.Messaging;

namespace Tqq.Server.Tests.Cluster;

/// <summary>What tests of logs begin with: Anna with a device, and Bao, who is logged in.</summary>
public abstract class DeviceLogs : AnnaAndBao
{
    private protected async Task<(ClusterHost Host, int Device)> StartAsync()
    {
        var host = await OpenStoreAsync();
        await AddBothAsync(host);
        return (host, (await host.Devices.OpenAsync(Anna, DeviceKind.Web, "page", Desk, null, Cancelled))!.Id);
    }

    private protected static string Of(LogItem item) => item.Kind switch
    {
        LogKind.Text => "< " + item.Text,
        LogKind.Sent => "> " + item.Text,
        _ => $"{item.Kind} {item.Text}".TrimEnd(),
    };

    private protected static Task<DeviceSent> SendAsync(ClusterHost host, int device, string text, string? key = null) =>
        host.Log.SendAsync(Anna, device, Desk, Bao, text, key, Cancelled).AsTask();
}
