using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Text;
using Tqq.Bench.Others.Checking;
using Tqq.Bench.Others.Daemons;
using Tqq.Bench.Others.Sockets;

namespace Tqq.Bench.Others.Contenders.Queues;

/// <summary>A list for each receiver. What was read is trimmed with the next reading, so that it is handed out until then.</summary>
internal sealed class Redis() : Contender("Redis", "redis-server",
    "Written and flushed with fsync before the acknowledgement (`appendfsync always`). No HTTP, no accounts.")
{
    private const int AtOnce = 100;
    private IPEndPoint _server = null!;

    public override async Task StartAsync(string directory, int accounts)
    {
        _server = Daemon.FreePort();
        Daemon = await Daemon.StartAsync(directory, _server,
            ["redis-server", "--bind", "127.0.0.1", "--port", _server.Port.ToString(CultureInfo.InvariantCulture), "--dir", directory,
                "--save", "",
             "--appendonly", "yes", "--appendfsync", "always", "--tcp-backlog", "4096", "--maxclients", "4000"]);
    }

    public override async Task<ISender> SenderAsync(int account) => new Sender(await Link.OpenAsync(_server));

    public override async Task<IReceiver> ReceiverAsync(int account, bool away) => new Receiver(await Link.OpenAsync(_server), account);

    private static async ValueTask<int> LineAsync(Link link)
    {
        int end;
        while ((end = link.Unused.IndexOf((byte)'\n')) < 0)
            await link.ReadMoreAsync();
        return link.Unused[0] != '-' ? end + 1 : throw new InvalidOperationException("refused: " + Encoding.UTF8.GetString(link.Unused));
    }

    private static int Width(int number) => number.ToString(CultureInfo.InvariantCulture).Length;

    private static int Number(ReadOnlySpan<byte> line) =>
        Utf8Parser.TryParse(line[1..], out int number, out _) ? number
            : throw new InvalidOperationException("unexpected: " + Encoding.UTF8.GetString(line));

    private sealed class Sender(Link link) : ISender
    {
        private readonly byte[] _request =
            Encoding.ASCII.GetBytes(
            $"*3\r\n$5\r\nRPUSH\r\n$6\r\nq:0000\r\n${NumberedText.Length}\r\n{new string('.', NumberedText.Length)}\r\n");

        public async ValueTask SendAsync(int account, ReadOnlyMemory<byte> text)
        {
            account.TryFormat(_request.AsSpan(_request.AsSpan().IndexOf("q:"u8) + 2), out _, "D4", CultureInfo.InvariantCulture);
            text.Span.CopyTo(_request.AsSpan(_request.Length - 2 - text.Length));
            await link.SendAsync(_request);
            link.Use(await LineAsync(link));
        }

        public void Dispose() => link.Dispose();
    }

    private sealed class Receiver(Link link, int account) : IReceiver
    {
        private const int ElementLength = 5 + NumberedText.Length + 2; // $30 CR LF text CR LF
        private readonly byte[] _read =
            Encoding.ASCII.GetBytes(
            FormattableString.Invariant($"*4\r\n$6\r\nLRANGE\r\n$6\r\nq:{account:D4}\r\n$1\r\n0\r\n$2\r\n{AtOnce - 1}\r\n"));
        private int _had;

        public async ValueTask NextAsync(Took took)
        {
            if (_had > 0)
            {
                var trim =
                    Encoding.ASCII.GetBytes(
                    FormattableString.Invariant($"*4\r\n$5\r\nLTRIM\r\n$6\r\nq:{account:D4}\r\n${Width(_had)}\r\n{_had}\r\n$2\r\n-1\r\n"));
                await link.SendAsync((byte[])[.. trim, .. _read]);
                link.Use(await LineAsync(link));
            }
            else
            {
                await link.SendAsync(_read);
            }

            var line = await LineAsync(link);
            _had = Number(link.Unused);
            link.Use(line);
            while (link.Unused.Length < _had * ElementLength)
                await link.ReadMoreAsync();
            for (var element = 0; element < _had; element++)
                took(link.Unused.Slice((element * ElementLength) + 5, NumberedText.Length));
            link.Use(_had * ElementLength);
        }

        public void Dispose() => link.Dispose();
    }
}
