using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Server.Hosting.Tls;
using Tqq.Server.Tests.Hosting.Tls;

namespace Tqq.Server.Tests.Wire.Receipts;

/// <summary>
/// Through TLS the same replies count as received as without: what TCP confirms is compared with the bytes that TLS made.
/// </summary>
public sealed class TlsReceiptTests : IDisposable
{
    private readonly ScriptedMessenger _messenger = new();
    private readonly TlsCertificate _certificate = PemPair.Create().AsCertificate();
    private readonly HandshakeThreads _threads = new();

    public void Dispose()
    {
        _threads.Dispose();
        _certificate.Dispose();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<SocketHost> StartAsync(int textLength)
    {
        _messenger.Answers = _ =>
            new Answer.HandedOut(5, [new Message(1, MessageKind.FriendRequest, new(10002), new string('x', textLength), default)]);
        return SocketHost.StartAsync(_messenger, useTls: listen => listen.UseTls(_certificate, _threads));
    }

    private static async Task<(Socket Socket, SslStream Tls)> ConnectAsync(SocketHost host)
    {
        var socket = await host.ConnectAsync();
        var tls = new SslStream(new RecordStream(socket), false, (_, certificate, _, _) => certificate is not null);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "qq.test" }, Cancel);
        return (socket, tls);
    }

    private static byte[] Request(string command, int seq, uint uin = 10001, string header = "")
    {
        var fields = command == "Login" ? "&PS=0123456789abcdef0123456789abcdef&LC=9326B87B234E7235" : "";
        var body = $"VER=1.1&CMD={command}&SEQ={seq}&UIN={uin}{fields}";
        return Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\n{header}Content-Length: {body.Length}\r\n\r\n{body}");
    }

    private static async Task<string> ReadUntilAsync(SslStream tls, string wanted)
    {
        var (all, buffer) = (new StringBuilder(), new byte[4096]);
        while (!all.ToString().Contains(wanted, StringComparison.Ordinal))
            all.Append(await tls.ReadAsync(buffer, Cancel) is > 0 and var count ? Encoding.ASCII.GetString(buffer, 0, count)
                : throw new EndOfStreamException(all.ToString()));
        return all.ToString();
    }

    private static async Task TurnUntilAsync(SocketHost host, Task reply)
    {
        var (_, other) = await ConnectAsync(host);
        await using (other)
            await host.TurnUntilAsync(reply, other, Cancel);
        await reply;
    }

    private async Task<(long, bool)> NextReportAsync(SocketHost host)
    {
        _messenger.Answers = _ => Answer.HandedOut.None;
        var report = _messenger.NextReportAsync(Cancel);
        await TurnUntilAsync(host, report);
        return await report;
    }

    private static void Reset(Socket socket)
    {
        socket.LingerState = new(true, 0);
        socket.Dispose();
    }

    [Theory]
    [InlineData(5)]
    [InlineData(60_000)]
    public async Task The_next_request_on_the_same_connection_finds_the_reply_confirmed_without_waiting(int textLength)
    {
        await using var host = await StartAsync(textLength);
        var (socket, tls) = await ConnectAsync(host);
        await tls.WriteAsync(Request("GetMsgEx", 1), Cancel);
        await ReadUntilAsync(tls, "x,");
        _messenger.Answers = _ => Answer.HandedOut.None;
        await tls.WriteAsync(Request("GetMsgEx", 2), Cancel);
        await ReadUntilAsync(tls, "MN=0");
        Assert.Equal([(5, true)], _messenger.TakeReports());
        socket.Dispose();
    }

    [Theory]
    [InlineData("GetMsgEx")]
    [InlineData("Login")]
    [InlineData("Logout")]
    public async Task A_request_on_another_connection_while_a_reply_hangs_acknowledges_nothing(string command)
    {
        await using var host = await StartAsync(60_000);
        var (first, slow) = await ConnectAsync(host);
        var (second, other) = await ConnectAsync(host);
        await slow.WriteAsync(Request("GetMsgEx", 1), Cancel);
        await slow.ReadExactlyAsync(new byte[10], Cancel);
        _messenger.Answers = _ => Answer.HandedOut.None;
        await other.WriteAsync(Request(command, 2), Cancel);
        // Where the thread that sends has not come back from the kernel, the request waits for a moment.
        await TurnUntilAsync(host, ReadUntilAsync(other, "RES=0"));
        Reset(first);
        Assert.Equal((5, false), await _messenger.NextReportAsync(Cancel));
        second.Dispose();
    }

    [Theory]
    [InlineData(5)]
    [InlineData(8_000)]
    [InlineData(60_000)]
    public async Task Where_a_reply_ends_on_the_connection_is_known_when_its_last_record_is_made_and_not_before(int textLength)
    {
        await using var host = await StartAsync(textLength);
        var (socket, tls) = await ConnectAsync(host);
        await tls.WriteAsync(Request("GetMsgEx", 1), Cancel);
        if (textLength == 60_000)
        {
            await tls.ReadExactlyAsync(new byte[10], Cancel);
            Assert.Null(host.HandoutOf(new(10001))!.End);
        }

        await ReadUntilAsync(tls, "x,");
        await host.AwaitWrittenAsync(new(10001), Cancel);
        var handout = host.HandoutOf(new(10001))!;
        Assert.Equal(handout.Written!.End, handout.End);
        Assert.NotNull(handout.End);
        socket.Dispose();
    }

    [Fact]
    public async Task A_small_reply_that_the_kernel_has_and_the_clients_tcp_has_not_confirmed_is_not_received()
    {
        await using var host = await StartAsync(7_000);
        var (first, slow) = await ConnectAsync(host);
        var (second, other) = await ConnectAsync(host);
        await slow.WriteAsync(Request("GetMsgEx", 1), Cancel);
        await host.AwaitWrittenAsync(new(10001), Cancel);
        _messenger.Answers = _ => Answer.HandedOut.None;
        await other.WriteAsync(Request("GetMsgEx", 2), Cancel);
        await TurnUntilAsync(host, ReadUntilAsync(other, "MN=0"));
        Assert.DoesNotContain((5, true), _messenger.TakeReports());
        first.Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task A_request_that_was_sent_ahead_acknowledges_nothing_and_the_next_one_does()
    {
        await using var host = await StartAsync(5);
        var (socket, tls) = await ConnectAsync(host);
        var seen = new List<(long, bool)[]>();
        var answers = _messenger.Answers;
        _messenger.Answers = operation =>
        {
            host.Time.Advance(TimeSpan.FromMilliseconds(1));
            seen.Add([.. _messenger.TakeReports()]);
            return seen.Count == 1 ? answers(operation) : Answer.HandedOut.None;
        };
        await tls.WriteAsync((byte[])[.. Request("GetMsgEx", 1), .. Request("GetMsgEx", 2)], Cancel);
        await ReadUntilAsync(tls, "MN=0");
        await tls.WriteAsync(Request("GetMsgEx", 3), Cancel);
        await ReadUntilAsync(tls, "SEQ=3");
        Assert.Equal([[], [], [(5, true)]], seen);
        socket.Dispose();
    }

    // The client does not say that its TLS ends, nor does it wait for the server to say so.
    [Theory]
    [InlineData("", 5)]
    [InlineData("", 60_000)]
    [InlineData("Connection: close\r\n", 5)]
    [InlineData("Connection: close\r\n", 60_000)]
    public async Task A_client_that_closes_when_it_has_read_a_reply_has_received_it(string header, int textLength)
    {
        await using var host = await StartAsync(textLength);
        var (socket, tls) = await ConnectAsync(host);
        await tls.WriteAsync(Request("GetMsgEx", 1, header: header), Cancel);
        await ReadUntilAsync(tls, "x,");
        socket.Dispose();
        Assert.Equal((5, true), await NextReportAsync(host));
    }

    [Fact]
    public async Task A_client_that_waits_for_the_end_of_a_last_reply_is_told_it_after_a_moment()
    {
        await using var host = await StartAsync(5);
        var (socket, tls) = await ConnectAsync(host);
        await tls.WriteAsync(Request("GetMsgEx", 1, header: "Connection: close\r\n"), Cancel);
        await ReadUntilAsync(tls, "x,");
        _messenger.Answers = _ => Answer.HandedOut.None;
        var end = tls.ReadAsync(new byte[16], Cancel).AsTask();
        await TurnUntilAsync(host, end);
        Assert.Equal(0, await end);
        socket.Dispose();
        Assert.Equal((5, true), await NextReportAsync(host));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Connection: close\r\n")]
    public async Task A_client_that_resets_the_connection_when_it_has_a_reply_has_not_received_it(string header)
    {
        await using var host = await StartAsync(5);
        var (socket, tls) = await ConnectAsync(host);
        await tls.WriteAsync(Request("GetMsgEx", 1, header: header), Cancel);
        await ReadUntilAsync(tls, "x,");
        Reset(socket);
        Assert.Equal((5, false), await _messenger.NextReportAsync(Cancel));
    }

    [Fact]
    public async Task What_a_client_has_not_taken_when_it_ends_its_side_it_has_not_received()
    {
        await using var host = await StartAsync(7_000);
        var (socket, tls) = await ConnectAsync(host);
        await tls.WriteAsync(Request("GetMsgEx", 1), Cancel);
        socket.Shutdown(SocketShutdown.Send);
        await host.AwaitWrittenAsync(new(10001), Cancel);
        Reset(socket);
        Assert.Equal((5, false), await NextReportAsync(host));
    }
}
