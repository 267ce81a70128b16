using System.Net;
using Tqq.Core;

namespace Tqq.Server.Tests.Cluster;

/// <summary>What tests of devices share: Anna, whose devices they are, Bao, with whom she talks, and a directory for their store.</summary>
public abstract class AnnaAndBao : IDisposable
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

    private protected Task<ClusterHost> OpenStoreAsync() => ClusterHost.StartAsync(Path.Combine(_directory.FullName, "tqq.db"), Time);

    private protected static async Task AddBothAsync(ClusterHost host)
    {
        await host.AddAsync(Anna);
        await host.AddAsync(Bao);
        await host.LoginAsync(Bao);
    }
}
