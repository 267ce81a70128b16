using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tqq.Server.Wire.Admission;
using Tqq.Server.Wire.Limits;

namespace Tqq.Server.Tests.Wire.Admission;

/// <summary>What the kernel holds for a connection is bounded, or clients that do not read would fill its memory.</summary>
public sealed class SocketBufferTests
{
    private const int Wanted = 8192;

    [Fact]
    public async Task The_kernel_may_hold_no_more_than_is_set()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        Assert.True(await IsLetInAsync(socket));
        // Linux counts its own book-keeping in and says twice what it was told.
        Assert.InRange(socket.SendBufferSize, 1, 2 * Wanted);
        Assert.InRange(socket.ReceiveBufferSize, 1, 2 * Wanted);
    }

    [Fact]
    public async Task Who_has_gone_already_is_not_let_in()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Dispose();
        Assert.False(await IsLetInAsync(socket));
    }

    private static async Task<bool> IsLetInAsync(Socket socket)
    {
        var (time, options) = (new FakeTimeProvider(), new WireOptions { SocketBuffer = Wanted });
        using var timer = new ConnectionTimer(time);
        var quota = new ConnectionQuota(options, timer);
        var connection = new DefaultConnectionContext { RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, 1) };
        connection.Features.Set<IConnectionSocketFeature>(new SocketFeature(socket));
        var isIn = false;
        await new AdmissionGate(options, quota, timer, new(time, NullLogger<Rejections>.Instance)).EnterAsync(connection, _ =>
        {
            isIn = true;
            return Task.CompletedTask;
        });
        Assert.Equal(0, quota.Count);
        return isIn;
    }

    private sealed record SocketFeature(Socket Socket) : IConnectionSocketFeature;
}
