using System.IO.Pipelines;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using Tqq.Core;
using Tqq.Core.Devices;
using Tqq.Server.Tests.Cluster;
using Tqq.Server.Web.Api.Events;

namespace Tqq.Server.Tests.Web.Api.Events;

/// <summary>What a stream says, with a clock of its own and without a connection.</summary>
public sealed class EventStreamTests : IDisposable
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);
    private static readonly Uin Chen = new(10003);
    private static readonly IPAddress Desk = IPAddress.Parse("10.0.0.9");

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private readonly JumpingTime _accounts = new();
    private readonly FakeTimeProvider _streams = new();
    private readonly Pipe _pipe = new();
    private readonly CancellationTokenSource _gone = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _gone.Dispose();
        _directory.Delete(recursive: true);
    }

    private async Task<ClusterHost> StartAsync()
    {
        var host = await ClusterHost.StartAsync(Path.Combine(_directory.FullName, "tqq.db"), _accounts);
        foreach (var uin in (Uin[])[Anna, Bao, Chen])
        {
            await host.AddAsync(uin);
            await host.LoginAsync(uin);
        }

        return host;
    }

    private async Task<(Task End, StreamReader Lines)> OpenAsync(ClusterHost host, DeviceGrant grant)
    {
        var device = (await host.Door.AddTokenAsync(Anna, new(DeviceKind.Token, "t", Desk, "AB"), grant, Cancelled))!.Id;
        var live = new LiveStream(_pipe.Writer, () => { }, _streams, _gone.Token, CancellationToken.None);
        var attachment = await host.Devices.AttachAsync(Anna, device, Desk, live, Cancelled);
        var stream = new EventStream(live, new(Anna, device, DeviceKind.Token, grant.Rights, grant.Peers, Desk), host.Log, host.Devices);
        return (RunAsync(), new StreamReader(_pipe.Reader.AsStream()));

        async Task RunAsync()
        {
            using (live)
            using (attachment)
                await stream.RunAsync(null, Cancelled);
            await _pipe.Writer.CompleteAsync();
        }
    }

    private static async Task<string?> NextAsync(StreamReader lines, string beginning)
    {
        while (await lines.ReadLineAsync(Cancelled) is { } line)
            if (line.StartsWith(beginning, StringComparison.Ordinal))
                return line;
        return null;
    }

    [Fact]
    public async Task A_token_that_ends_at_its_time_ends_its_stream_with_the_next_sign_of_life()
    {
        await using var host = await StartAsync();
        var (end, lines) = await OpenAsync(host, new(TokenRights.Read, [], _accounts.GetUtcNow().AddHours(1)));
        Assert.Equal("event: ready", await NextAsync(lines, "event"));
        _streams.Advance(LiveStream.Interval);
        Assert.Equal(":", await NextAsync(lines, ":"));
        _accounts.Pass(TimeSpan.FromHours(1));
        _streams.Advance(LiveStream.Interval);
        Assert.Equal("event: session", await NextAsync(lines, "event"));
        Assert.Null(await NextAsync(lines, "event"));
        await end;
    }

    [Fact]
    public async Task A_token_for_certain_people_hears_of_these_alone()
    {
        await using var host = await StartAsync();
        await host.SendAsync(Chen, Anna, "before");
        var (end, lines) = await OpenAsync(host, new(TokenRights.Read, [Bao], null));
        Assert.EndsWith("\"unread\":[],\"marked\":[]}", await NextAsync(lines, "data"), StringComparison.Ordinal);
        await host.SendAsync(Chen, Anna, "of somebody else");
        await host.SendAsync(Bao, Anna, "嗨");
        Assert.Contains("\"text\":\"嗨\"", await NextAsync(lines, "data"), StringComparison.Ordinal);
        await _gone.CancelAsync();
        await end;
    }
}
