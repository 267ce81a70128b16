using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Tqq.Client;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Clients;

/// <summary>
/// Tqq.Client's live events while every stream is cut after some bytes and the server is killed again and again: each event comes once, in
/// order. `tests/faults/run api` does it for minutes, with other clients in the conversation.
/// </summary>
public sealed class ApiStormTests : IDisposable
{
    private const int Texts = 150;
    private const int TextsOfLife = 25;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private readonly TemporaryDirectory _directory = new();
    private RunningServer? _server;

    public void Dispose() => _directory.Dispose();

    [Fact]
    [LongRun]
    public async Task Each_event_comes_once_and_in_order_however_often_streams_are_cut_and_the_server_is_killed()
    {
        _server = await StartAsync();
        var (anna, bao) = (await _server.AddPersonAsync(), await _server.AddPersonAsync());
        await using var reading = await SignInAsync(anna, new Random(1));
        await using var sending = await SignInAsync(bao, new Random(2));
        var (received, sent) = (ReadAsync(reading), ReadAsync(sending));
        for (var text = 1; text <= Texts; text++)
        {
            await SendAsync(sending, anna.Uin, text);
            if (text % TextsOfLife != 0 || text == Texts)
                continue;
            await _server.KillAsync();
            await _server.DisposeAsync();
            _server = await StartAsync();
        }

        var all = Enumerable.Range(1, Texts).Select(text => $"{text}");
        Assert.Equal(all, await received);
        Assert.Equal(all, await sent);
        await _server.DisposeAsync();
    }

    private Task<RunningServer> StartAsync() =>
        RunningServer.StartAsync(_directory.At("data"), "--rate-message", "off", "--rate-other", "off");

    private Task<TqqApiClient> SignInAsync(Person person, Random chance) => TqqApiClient.SignInAsync(new()
    {
        Uin = person.Uin, Password = person.Password, Api = new("http://tqq.test"), RetryBudget = TimeSpan.FromMinutes(5),
        SignOutOnDispose = false, ApiHandler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _server!.Web.Port), cancellationToken);
                lock (chance)
                    return new CutStream(new NetworkStream(socket, ownsSocket: true), chance.Next(500, 4000));
            },
        },
    }, Now);

    private static async Task SendAsync(TqqApiClient client, uint to, int text)
    {
        for (; ; )
            try
            {
                await client.SendAsync(to, text.ToString(CultureInfo.InvariantCulture), $"key-{text}", Now);
                return;
            }
            catch (Exception e) when (e is InDoubtException or ServerUnreachableException)
            {
                // The key makes it one text, however often.
            }
    }

    private static async Task<List<string>> ReadAsync(TqqApiClient client)
    {
        var texts = new List<string>();
        await foreach (var said in client.ReadEventsAsync("0", Now))
        {
            Assert.IsNotType<ApiEvent.Reset>(said);
            if (said is not ApiEvent.Message { Item.Text: { } text })
                continue;
            texts.Add(text);
            if (texts.Count >= Texts || text == $"{Texts}")
                return texts;
        }

        return texts;
    }

    /// <summary>A connection that breaks when so many bytes have come.</summary>
    private sealed class CutStream(Stream inner, int bytes) : Stream
    {
        private int _left = bytes;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_left == 0)
                throw new IOException("cut");
            var count = await inner.ReadAsync(buffer[..Math.Min(buffer.Length, _left)], cancellationToken);
            _left -= count;
            return count;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            inner.WriteAsync(buffer, cancellationToken);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            inner.WriteAsync(buffer, offset, count, cancellationToken);

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
