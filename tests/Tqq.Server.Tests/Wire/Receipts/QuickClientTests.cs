using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Tqq.Core;
using Tqq.Core.Sessions;
using Tqq.Server.Wire.Receipts;

namespace Tqq.Server.Tests.Wire.Receipts;

/// <summary>
/// A client that has a reply, and asks on another connection, before the thread that sent the reply has come back from the kernel.
/// </summary>
public sealed class QuickClientTests : IAsyncLifetime
{
    private static readonly Uin Anna = new(10001);
    private static readonly Caller Client = new(IPAddress.Loopback, null);

    private readonly ScriptedMessenger _messenger = new();
    private readonly FakeTimeProvider _time = new();
    private readonly CarriedHandouts _carried;
    private Socket _server = null!;
    private Socket _client = null!;

    public QuickClientTests() => _carried = new(_messenger, _time);

    private TimeSpan Now => new(_time.GetUtcNow().UtcTicks);

    public async ValueTask InitializeAsync()
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        _client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await _client.ConnectAsync(listener.LocalEndPoint!, TestContext.Current.CancellationToken);
        _server = await listener.AcceptAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _carried.Dispose();
        _server.Dispose();
        _client.Dispose();
        return default;
    }

    private async Task<HandoutCarrier> SendAsync(long? end)
    {
        var carrier = new HandoutCarrier(_carried, _server);
        carrier.Carry(Anna, 5);
        carrier.Send(end);
        await _server.SendAsync(new byte[5], TestContext.Current.CancellationToken);
        await _client.ReceiveAsync(new byte[5], TestContext.Current.CancellationToken);
        // The client's TCP may confirm a moment later.
        while (!_server.LookAt(5).HasAll)
            await Task.Yield();
        return carrier;
    }

    private async Task<bool> IsReceivedAsync()
    {
        var waiting = _carried.AwaitConfirmationAsync(Anna, Client, null, Now).AsTask();
        while (!waiting.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        return await waiting is not null && _messenger.TakeReports().Contains((5, true));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reply_that_its_tcp_has_confirmed_is_received_though_nobody_has_said_that_it_is_written(bool hung)
    {
        var carrier = await SendAsync(5);
        if (hung)
            carrier.Hang();
        Assert.True(await IsReceivedAsync());
    }

    [Fact]
    public async Task Where_the_end_of_the_reply_is_not_known_before_its_request_waits_until_it_is()
    {
        var carrier = await SendAsync(null);
        var (arrived, written) = (Now, Now);
        var waiting = _carried.AwaitConfirmationAsync(Anna, Client, null, arrived).AsTask();
        Assert.False(waiting.IsCompleted);
        carrier.Wrote(written, 5);
        Assert.True(await IsReceivedAsync());
        Assert.NotNull(await waiting);
    }

    [Fact]
    public async Task One_that_hung_is_received_once_its_end_is_known_and_confirmed()
    {
        var carrier = await SendAsync(null);
        carrier.Hang();
        Assert.False(await IsReceivedAsync());
        carrier.Measure(5);
        Assert.True(await IsReceivedAsync());
    }

    [Fact]
    public async Task One_that_hangs_is_not_received()
    {
        var carrier = await SendAsync(6);
        carrier.Hang();
        Assert.False(await IsReceivedAsync());
    }
}
