using System.Net;
using System.Net.Sockets;
using System.Text;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Clients;

/// <summary>
/// A reply that a client's program has not read is not acknowledged by what the client says elsewhere, and comes again (protocol.md §4).
/// `tests/faults/run delivery` tries the same with networks that fall silent, over TLS, and with a server that is killed.
/// </summary>
public sealed class UnreadReplyTests(UnlimitedServer shared)
{
    private const int SmallBuffer = 1024;

    private static readonly string s_long = string.Concat(Enumerable.Repeat("%25", 385));

    public static TheoryData<string, int> WaysAndTexts
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var way in new[] { "GetMsgEx", "List", "Login", "Logout", "Login elsewhere" })
                foreach (var texts in new[] { 6, 54 })
                    data.Add(way, texts);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(WaysAndTexts))]
    public async Task A_slow_readers_reply_comes_again_whatever_a_second_connection_says(string way, int texts)
    {
        var (receiver, sent) = await ReceiveAsync(texts);
        var unread = await AskAsync(receiver, SmallBuffer);
        var received = await ComeBackAsync(receiver, way);
        Reset(unread);
        received.AddRange(await DrainAsync(receiver));
        Assert.Equal(sent, received);
    }

    [Theory]
    [InlineData("GetMsgEx")]
    [InlineData("Login")]
    [InlineData("Logout")]
    [InlineData("Login elsewhere")]
    public async Task A_reply_that_lay_unread_in_the_clients_kernel_when_it_reset_the_connection_comes_again(string way)
    {
        var (receiver, sent) = await ReceiveAsync(2);
        Reset(await AskAsync(receiver, receiveBuffer: null));
        var received = await ComeBackAsync(receiver, way);
        received.AddRange(await DrainAsync(receiver));
        Assert.Equal(sent, received);
    }

    [Theory]
    [InlineData("GetMsgEx")]
    [InlineData("List")]
    [InlineData("Login")]
    [InlineData("Logout")]
    [InlineData("Login elsewhere")]
    public async Task A_reply_into_a_network_that_has_fallen_silent_comes_again(string way)
    {
        var (receiver, sent) = await ReceiveAsync(2);
        using var silent = await ConnectAsync(receiver, receiveBuffer: null);
        SilentNetwork.FallSilent(silent);
        await silent.SendAsync(Request(receiver), TestContext.Current.CancellationToken);
        await SilentNetwork.AwaitUnconfirmedAsync(silent, TestContext.Current.CancellationToken);
        var received = await ComeBackAsync(receiver, way);
        received.AddRange(await DrainAsync(receiver));
        Assert.Equal(sent, received);
    }

    [Theory]
    [InlineData("")]
    [InlineData("elsewhere")]
    public async Task What_a_counting_session_was_handed_and_never_counted_comes_to_a_login_that_does_not_count(string where)
    {
        var (receiver, sent) = await ReceiveAsync(2);
        var key = (await receiver.LoginAsync("&SK=?")).Split("&SK=")[1];
        Assert.Contains("&MN=2&", await receiver.AskAsync("GetMsgEx", $"&SK={key}&AK=0"), StringComparison.Ordinal);
        if (where == "elsewhere")
            Move(receiver);
        await receiver.LoginAsync();
        Assert.Equal(sent, await DrainAsync(receiver));
    }

    [Fact]
    public async Task What_a_counting_session_was_handed_is_acknowledged_by_no_request_without_a_count()
    {
        var (receiver, sent) = await ReceiveAsync(2);
        var key = "&SK=" + (await receiver.LoginAsync("&SK=?")).Split("&SK=")[1];
        Assert.Contains("&MN=2&", await receiver.AskAsync("GetMsgEx", $"{key}&AK=0"), StringComparison.Ordinal);
        await receiver.AskAsync("List", key);
        await receiver.AskAsync("Logout", key);
        await receiver.LoginAsync();
        Assert.Equal(sent, await DrainAsync(receiver));
    }

    private static void Reset(Socket socket)
    {
        socket.LingerState = new(true, 0);
        socket.Dispose();
    }

    private static void Move(Person person) => person.From = new([127, 2, .. person.From.GetAddressBytes()[2..]]);

    // With a request target, so that a reply may be long, and on a connection that stays.
    private static byte[] Request(Person receiver)
    {
        var body = receiver.Body("GetMsgEx");
        return Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    private static async Task<Socket> ConnectAsync(Person receiver, int? receiveBuffer)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (receiveBuffer is { } size)
            socket.ReceiveBufferSize = size;
        socket.Bind(new IPEndPoint(receiver.From, 0));
        await socket.ConnectAsync(receiver.Server.Wire, TestContext.Current.CancellationToken);
        return socket;
    }

    // Asks for messages, and leaves what comes where it is.
    private static async Task<Socket> AskAsync(Person receiver, int? receiveBuffer)
    {
        var socket = await ConnectAsync(receiver, receiveBuffer);
        await socket.SendAsync(Request(receiver), TestContext.Current.CancellationToken);
        await socket.ReceiveAsync(new byte[1], SocketFlags.Peek, TestContext.Current.CancellationToken);
        return socket;
    }

    private static async Task<List<string>> ComeBackAsync(Person receiver, string way)
    {
        switch (way)
        {
            case "GetMsgEx":
                return [.. await TextsAsync(receiver)];
            case "Login":
                await receiver.LoginAsync();
                break;
            case "Login elsewhere":
                Move(receiver);
                await receiver.LoginAsync();
                break;
            default:
                await receiver.AskAsync(way);
                break;
        }

        if (way == "Logout")
            await receiver.LoginAsync();
        return [];
    }

    private static async Task<List<string>> DrainAsync(Person receiver)
    {
        var texts = new List<string>();
        while (await TextsAsync(receiver) is { Length: > 0 } more)
            texts.AddRange(more);
        return texts;
    }

    private static async Task<string[]> TextsAsync(Person receiver)
    {
        var body = receiver.Body("GetMsgEx");
        var request = Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");
        var reply = Encoding.UTF8.GetString(await receiver.Server.SendAsync(request, receiver.From));
        return [.. reply.Split("&MG=")[1].Split(',').SkipLast(1).Select(text => text.Split('.')[0])];
    }

    // An account with texts that were acknowledged to their sender; each begins with its number.
    private async Task<(Person Receiver, List<string> Sent)> ReceiveAsync(int texts)
    {
        var (sender, receiver) = (await shared.Server.AddOnlineAsync(), await shared.Server.AddOnlineAsync());
        var sent = new List<string>();
        for (var text = 0; text < texts; text++)
        {
            sent.Add($"{text}");
            Assert.Equal("0&", await sender.ResultAsync("CLTMSG", $"&UN={receiver.Uin}&MG={text}.{(texts > 2 ? s_long : "")}"));
        }

        return (receiver, sent);
    }
}
