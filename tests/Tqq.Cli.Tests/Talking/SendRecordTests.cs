using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tqq.Cli.Tests.Talking;

/// <summary>A long text that is cut off, and the same command again.</summary>
public sealed class SendRecordTests(TalkServer server) : IDisposable
{
    // Four messages: the words are longer than what fits beside them.
    private static readonly string s_text = string.Join(' ', "ABCD".Select(letter => new string(letter, 399)));

    private readonly TalkUser _user = new();

    public void Dispose() => _user.Dispose();

    /// <summary>What of the text came to the account itself, in order, by its letters.</summary>
    private async Task<string> ArrivedAsync(int count) =>
        string.Concat((await _user.RunAsync("listen", "--count", $"{count}")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.TrimEnd()[^1]));

    [Fact]
    public async Task A_send_that_is_cut_off_says_how_many_went_and_the_same_command_sends_only_the_rest()
    {
        var uin = await server.AddAsync();
        await using var proxy = new HoldingProxy(server.Wire, message: 2);
        Assert.Equal(0, (await _user.LoginAsync(uin, "--server", $"{proxy.Address}")).ExitCode);
        var first = await CutOffAsync(proxy, uin);
        Assert.Equal((1, "tqq: cut off: 2 of 4 messages were sent; the same command goes on with the rest\n"),
            (first.ExitCode, first.Error));
        Assert.Single(Directory.GetFiles(_user.Folder, "*.send-*"));
        var second = await _user.RunAsync("send", $"{uin}", s_text);
        Assert.Equal((0, $"sent to {uin} in 4 messages\n", "tqq: 2 of 4 messages went before; sending the rest (--again sends all)\n"),
            (second.ExitCode, second.Output, second.Error));
        Assert.Equal("ABCD", await ArrivedAsync(4));
        Assert.Empty(Directory.GetFiles(_user.Folder, "*.send-*"));
    }

    [Fact]
    public async Task A_text_of_which_all_has_gone_can_be_sent_once_more()
    {
        var uin = await server.AddAsync();
        await _user.LoginAsync(uin, "--server", $"{server.Wire}");
        for (var times = 0; times < 2; times++)
        {
            var sent = await _user.RunAsync("send", $"{uin}", s_text);
            Assert.Equal((0, ""), (sent.ExitCode, sent.Error));
        }

        Assert.Equal("ABCDABCD", await ArrivedAsync(8));
    }

    [Fact]
    public async Task Again_sends_all_of_it()
    {
        var uin = await server.AddAsync();
        await using var proxy = new HoldingProxy(server.Wire, message: 1);
        Assert.Equal(0, (await _user.LoginAsync(uin, "--server", $"{proxy.Address}")).ExitCode);
        await CutOffAsync(proxy, uin);
        var all = await _user.RunAsync("send", $"{uin}", s_text, "--again");
        Assert.Equal((0, ""), (all.ExitCode, all.Error));
        Assert.Equal("AABCD", await ArrivedAsync(5));
    }

    [Fact]
    public async Task A_server_that_goes_away_in_the_middle_leaves_the_next_message_in_doubt()
    {
        var uin = await server.AddAsync();
        await using var proxy = new HoldingProxy(server.Wire, message: 3);
        Assert.Equal(0, (await _user.LoginAsync(uin, "--server", $"{proxy.Address}")).ExitCode);
        var running = _user.RunAsync("send", $"{uin}", s_text);
        await proxy.Held.WaitAsync(TestContext.Current.CancellationToken);
        await proxy.DisposeAsync();
        var result = await running;
        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith(
            "tqq: cut off: 2 of 4 messages were sent, and number 3 may have gone; the same command goes on with the rest: no server answers at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_text_leaves_no_record()
    {
        var uin = await server.AddAsync();
        await _user.LoginAsync(uin, "--server", $"{server.Wire}");
        Assert.Equal(0, (await _user.RunAsync("send", $"{uin}", "hi")).ExitCode);
        Assert.Empty(Directory.GetFiles(_user.Folder, "*.send-*"));
    }

    // Ctrl-C while a message is on its way: it is finished, and no other begun.
    private async Task<ProgramResult> CutOffAsync(HoldingProxy proxy, uint uin)
    {
        using var end = new CancellationTokenSource();
        var running = new TqqRun { Environment = _user.Environment, Interrupted = end.Token }.RunAsync(["send", $"{uin}", s_text]);
        await proxy.Held.WaitAsync(TestContext.Current.CancellationToken);
        await end.CancelAsync();
        proxy.Release();
        return await running;
    }

    /// <summary>Stands before the server and holds one message until it is told to let it go.</summary>
    private sealed class HoldingProxy : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<Socket> _sockets = [];
        private readonly IPEndPoint _server;
        private readonly Task _accepting;
        private int _left;

        public HoldingProxy(IPEndPoint server, int message)
        {
            (_server, _left) = (server, message);
            _listener.Start();
            Address = (IPEndPoint)_listener.LocalEndpoint;
            _accepting = AcceptAsync();
        }

        public IPEndPoint Address { get; }

        public Task Held => _held.Task;

        public void Release() => _released.SetResult();

        public async ValueTask DisposeAsync()
        {
            _listener.Dispose();
            await _accepting;
            lock (_sockets)
                _sockets.ForEach(socket => socket.Dispose());
        }

        private async Task AcceptAsync()
        {
            try
            {
                for (; ; )
                {
                    var (client, server) = (await _listener.AcceptSocketAsync(), new Socket(SocketType.Stream, ProtocolType.Tcp));
                    lock (_sockets)
                        _sockets.AddRange([client, server]);
                    await server.ConnectAsync(_server);
                    _ = PumpAsync(client, server, isRequest: true);
                    _ = PumpAsync(server, client, isRequest: false);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
            }
        }

        // A request of the client comes in one piece here: it is small and goes out in one write.
        private async Task PumpAsync(Socket from, Socket to, bool isRequest)
        {
            var buffer = new byte[65536];
            try
            {
                while (await from.ReceiveAsync(buffer) is > 0 and var count)
                {
                    if (isRequest && Encoding.UTF8.GetString(buffer, 0, count).Contains("CMD=CLTMSG", StringComparison.Ordinal)
                        && --_left == 0)
                    {
                        _held.SetResult();
                        await _released.Task;
                    }

                    await to.SendAsync(buffer.AsMemory(0, count));
                }

                to.Shutdown(SocketShutdown.Send);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
            }
        }
    }
}
