using System.Globalization;
using System.Net;
using System.Text;
using Tqq.Bench.Others.Checking;
using Tqq.Bench.Others.Daemons;
using Tqq.Bench.Others.Sockets;

namespace Tqq.Bench.Others.Contenders.Queues;

/// <summary>
/// MQTT 3.1.1 at QoS 1: a topic for each receiver, who has a persistent session. The length of every packet here fits into one byte.
/// </summary>
internal sealed class Mosquitto() : Contender("Mosquitto", "mosquitto",
    "Acknowledges what it has in memory (QoS 1). Persistence is on, but that is a copy of everything every 30 minutes and at the end (`autosave_interval`, the default): a crash loses what came since. No HTTP.")
{
    private IPEndPoint _server = null!;

    public override async Task StartAsync(string directory, int accounts)
    {
        _server = Daemon.FreePort();
        var config = Path.Combine(directory, "mosquitto.conf");
        await File.WriteAllTextAsync(config, $"""
            listener {_server.Port.ToString(CultureInfo.InvariantCulture)} 127.0.0.1
            allow_anonymous true
            persistence true
            persistence_location {directory}/
            max_queued_messages 0
            set_tcp_nodelay true
            user root
            log_type error

            """);
        Daemon = await Daemon.StartAsync(directory, _server, ["mosquitto", "-c", config]);
    }

    public override async Task<ISender> SenderAsync(int account) => new Sender(await ConnectAsync(account));

    public override async Task<IReceiver> ReceiverAsync(int account, bool away)
    {
        var link = await ConnectAsync(account);
        await link.SendAsync((byte[])[0x82, 11, 0, 1, 0, 6, .. Topic(account), 1]);
        if (await PacketAsync(link) is not 5 || link.Unused[0] != 0x90 || link.Unused[4] != 1)
            throw new InvalidOperationException("SUBSCRIBE was refused");
        link.Use(5);
        return new Receiver(link);
    }

    private static byte[] Topic(int account) => Encoding.ASCII.GetBytes(FormattableString.Invariant($"q/{account:D4}"));

    // CONNECT without "clean session", so that the session is kept; keep-alive 300 s.
    private async Task<Link> ConnectAsync(int account)
    {
        var link = await Link.OpenAsync(_server);
        await link.SendAsync((byte[])[0x10, 18, 0, 4, .. "MQTT"u8, 4, 0, 1, 44, 0, 6, .. Topic(account)]);
        if (await PacketAsync(link) is not 4 || link.Unused[0] != 0x20 || link.Unused[3] != 0)
            throw new InvalidOperationException("CONNECT was refused");
        link.Use(4);
        return link;
    }

    private static async ValueTask<int> PacketAsync(Link link)
    {
        while (link.Unused.Length < 2 || link.Unused.Length < link.Unused[1] + 2)
            await link.ReadMoreAsync();
        return link.Unused[1] + 2;
    }

    private sealed class Sender(Link link) : ISender
    {
        // PUBLISH, QoS 1: the length of the topic, the topic, the packet's number, the text.
        private readonly byte[] _request = [0x32, 2 + 6 + 2 + NumberedText.Length, 0, 6, .. Topic(0), 0, 1,
            .. new byte[NumberedText.Length]];

        public async ValueTask SendAsync(int account, ReadOnlyMemory<byte> text)
        {
            account.TryFormat(_request.AsSpan(6), out _, "D4", CultureInfo.InvariantCulture);
            text.Span.CopyTo(_request.AsSpan(12));
            await link.SendAsync(_request);
            var length = await PacketAsync(link);
            if (length != 4 || link.Unused[0] != 0x40)
                throw new InvalidOperationException("no PUBACK came");
            link.Use(length);
        }

        public void Dispose() => link.Dispose();
    }

    private sealed class Receiver(Link link) : IReceiver
    {
        private byte[] _acknowledgements = new byte[4 * 16];

        public async ValueTask NextAsync(Took took)
        {
            await PacketAsync(link);
            var length = 0;
            while (link.Unused.Length >= 2 && link.Unused.Length >= link.Unused[1] + 2)
            {
                if ((link.Unused[0] & 0xF6) != 0x32)
                    throw new InvalidOperationException("no PUBLISH came");
                if (length == _acknowledgements.Length)
                    Array.Resize(ref _acknowledgements, length * 2);
                ((ReadOnlySpan<byte>)[0x40, 2, link.Unused[10], link.Unused[11]]).CopyTo(_acknowledgements.AsSpan(length));
                length += 4;
                took(link.Unused.Slice(12, NumberedText.Length));
                link.Use(link.Unused[1] + 2);
            }

            await link.SendAsync(_acknowledgements.AsMemory(0, length));
        }

        public void Dispose() => link.Dispose();
    }
}
