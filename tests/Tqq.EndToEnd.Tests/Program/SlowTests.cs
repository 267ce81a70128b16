using System.Net;
using System.Net.Sockets;
using System.Text;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>Many connections that are slow, and few places: `tests/faults/wire slow`, made small.</summary>
public sealed class SlowTests : IDisposable
{
    private const int Places = 10;
    private const int Attackers = 50;

    private static readonly IPAddress Attacked = IPAddress.Parse("127.0.0.7");

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private static async Task<Socket> BeginAsync(IPEndPoint server, IPAddress from, string bytes)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(from, 0));
        try
        {
            await socket.ConnectAsync(server, TestContext.Current.CancellationToken);
            await socket.SendAsync(Encoding.ASCII.GetBytes(bytes), TestContext.Current.CancellationToken);
        }
        catch (SocketException)
        {
            // It has been ended already, before it said anything.
        }

        return socket;
    }

    private static async Task<bool> EndsAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[1], TestContext.Current.CancellationToken) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("POST / HT")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 100\r\n\r\nVER=")]
    public async Task Beyond_their_share_the_oldest_leave_and_neighbours_that_speak_stay(string bytes)
    {
        await using var server = await LocalServer.StartAsync(_directory.At("data"), "--connections-per-address", $"{Places}",
            "--request-timeout", "10m", "--idle-timeout", "10m");
        const string Logout = "VER=1.1&CMD=Logout&SEQ=7&UIN=99999";
        var request = $"POST / HTTP/1.1\r\nContent-Length: {Logout.Length}\r\n\r\n{Logout}";
        using var neighbour = await BeginAsync(server.Wire, Attacked, request);
        var reply = new byte[4096];
        Assert.True(await neighbour.ReceiveAsync(reply, TestContext.Current.CancellationToken) > 0);

        var attackers = new List<Socket>();
        for (var number = 0; number < Attackers; number++)
            attackers.Add(await BeginAsync(server.Wire, Attacked, bytes));
        // All but those that fit beside the neighbour are ended, whatever the server's clock says.
        var ended = attackers.ConvertAll(EndsAsync);
        var left = 0;
        await foreach (var one in Task.WhenEach(ended).WithCancellation(TestContext.Current.CancellationToken))
        {
            Assert.True(await one);
            if (++left == Attackers - (Places - 1))
                break;
        }

        await neighbour.SendAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        Assert.EndsWith("RES=0", Encoding.ASCII.GetString(reply, 0,
            await neighbour.ReceiveAsync(reply, TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        Assert.EndsWith("RES=0", Encoding.ASCII.GetString(await server.SendAsync(RawSocket.LegacyRequest(Encoding.ASCII.GetBytes(Logout)))),
            StringComparison.Ordinal);
        attackers.ForEach(socket => socket.Dispose());
        await Task.WhenAll(ended.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default)));
    }
}
