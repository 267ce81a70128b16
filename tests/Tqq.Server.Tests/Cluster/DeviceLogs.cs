using System.Net;
using Tqq.Core;
using Tqq.Core.Devices;
using Tqq.Core.Log;
using Tqq.Server.Messaging;

namespace Tqq.Server.Tests.Cluster;

/// <summary>What tests of logs begin with: Anna with a device, and Bao, who is logged in.</summary>
public abstract class DeviceLogs : IDisposable
{
    private protected static readonly Uin Anna = new(10001);
    private protected static readonly Uin Bao = new(10002);
    private protected static readonly IPAddress Desk = IPAddress.Parse("10.0.0.9");

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");

    private protected JumpingTime Time { get; } = new();

    private protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _directory.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected async Task<(ClusterHost Host, int Device)> StartAsync()
    {
        var host = await ClusterHost.StartAsync(Path.Combine(_directory.FullName, "tqq.db"), Time);
        await host.AddAsync(Anna);
        await host.AddAsync(Bao);
        await host.LoginAsync(Bao);
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
