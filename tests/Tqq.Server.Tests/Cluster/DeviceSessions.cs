using System.Net;
using Tqq.Core;
using Tqq.Core.Commands;
using Tqq.Core.Devices;

namespace Tqq.Server.Tests.Cluster;

/// <summary>What tests of device sessions begin with: Anna, who opens them, and Bao, a friend who is logged in.</summary>
public abstract class DeviceSessions : IDisposable
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

    private protected async Task<ClusterHost> StartAsync(bool isFirst = true)
    {
        var host = await ClusterHost.StartAsync(Path.Combine(_directory.FullName, "tqq.db"), Time);
        if (!isFirst)
            return host;
        await host.AddAsync(Anna);
        await host.AddAsync(Bao);
        await host.LoginAsync(Bao);
        await host.AskAsync(Bao, new Operation.AddFriend(Anna));
        return host;
    }

    private protected static async Task<int> OpenAsync(ClusterHost host, string name = "page") =>
        (await host.Devices.OpenAsync(Anna, DeviceKind.Web, name, Desk, null, Cancelled))!.Id;

    private protected static async Task<IDisposable> AttachAsync(ClusterHost host, int device, CountingSignal? signal = null) =>
        (await host.Devices.AttachAsync(Anna, device, Desk, signal ?? new CountingSignal(), Cancelled))!;
}
