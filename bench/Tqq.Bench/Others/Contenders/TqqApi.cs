using System.Text;
using Tqq.Bench.Accounts;
using Tqq.Bench.Others.Checking;
using Tqq.Bench.Others.Daemons;
using Tqq.Bench.Others.Sockets;
using Tqq.Bench.Streams;

namespace Tqq.Bench.Others.Contenders;

/// <summary>
/// The same program, through its API: a text is a POST with a token, and comes as an event on a stream that is held open.
/// </summary>
internal sealed class TqqApi() : Contender("Tqq, through the API", "",
    "Written and flushed with fsync before the acknowledgement, in the logs of both accounts, which are kept for a year and searched.")
{
    private const uint First = 100_000;
    private System.Net.IPEndPoint _server = null!;

    // As for the wire.
    public override int WarmUps => 8;

    public override Task<string> VersionAsync() => Task.FromResult(TqqContender.Version);

    public override async Task StartAsync(string directory, int accounts)
    {
        var data = Path.Combine(directory, "data");
        await DeviceMaker.FillAsync(data, Enumerable.Range(0, accounts).Select(account => First + (uint)account));
        _server = Daemon.FreePort();
        Daemon = await Daemon.StartAsync(directory, _server,
            ["dotnet", Path.Combine(AppContext.BaseDirectory, "tqq.dll"), "serve", "--data", data, "--listen", "127.0.0.1:0", "--web",
                _server.ToString(), "--rate-message", "off", "--rate-other", "off", "--streams-per-address", "10000"]);
    }

    public override async Task<ISender> SenderAsync(int account) => new Sender(await HttpLink.OpenAsync(_server), First + (uint)account);

    public override async Task<IReceiver> ReceiverAsync(int account, bool away)
    {
        var receiver = new Receiver(await Link.OpenAsync(_server));
        await receiver.BeginAsync(First + (uint)account);
        return receiver;
    }

    private sealed class Sender(HttpLink link, uint uin) : ISender
    {
        private readonly byte[] _request = HttpLink.Post($"/api/v1/conversations/{First}/messages",
            $"Content-Type: application/json\r\n{DeviceMaker.Header(uin)}", $$"""{"text":"{{new string('.', NumberedText.Length)}}"}""");

        public async ValueTask SendAsync(int account, ReadOnlyMemory<byte> text)
        {
            Digits.Patch(_request, "/conversations/"u8, First + (uint)account);
            text.Span.CopyTo(_request.AsSpan(_request.Length - 2 - text.Length));
            await link.SendAsync(_request);
            await link.ReceiveAsync();
            if (!link.Body.StartsWith("{\"id\":"u8))
                throw new InvalidOperationException("refused: " + Encoding.UTF8.GetString(link.Body));
        }

        public void Dispose() => link.Dispose();
    }

    private sealed class Receiver(Link link) : IReceiver
    {
        private readonly ChunkReader _chunks = new();
        private byte[] _body = new byte[8192];
        private int _length;

        public async Task BeginAsync(uint uin)
        {
            await link.SendAsync(Encoding.ASCII.GetBytes(
                $"GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n{DeviceMaker.Header(uin)}\r\n"));
            while (_body.AsSpan(0, _length).IndexOf("event: ready"u8) < 0)
                await ReadAsync();
        }

        public async ValueTask NextAsync(Took took)
        {
            await ReadAsync();
            var rest = _body.AsSpan(0, _length);
            // A line that has not come whole waits for its rest.
            for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
                if (rest[..end].IndexOf("\"text\":\""u8) is >= 0 and var at)
                    took(rest.Slice(at + 8, NumberedText.Length));
            rest.CopyTo(_body);
            _length = rest.Length;
        }

        public void Dispose() => link.Dispose();

        private async ValueTask ReadAsync()
        {
            await link.ReadMoreAsync();
            if (_body.Length < _length + link.Unused.Length)
                Array.Resize(ref _body, 2 * (_length + link.Unused.Length));
            _length += _chunks.Read(link.Unused, _body.AsSpan(_length));
            link.Use(link.Unused.Length);
        }
    }
}
