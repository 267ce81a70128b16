using System.Reflection;
using Tqq.Bench.Accounts;
using Tqq.Bench.Others.Checking;
using Tqq.Bench.Others.Daemons;
using Tqq.Bench.Others.Sockets;

namespace Tqq.Bench.Others.Contenders;

/// <summary>Tqq as it is delivered, but for the limits of what an account may do in a second.</summary>
/// <param name="keepsLogs">Whether all accounts keep logs with what they send and what comes in, as those with devices do.</param>
internal sealed class TqqContender(bool keepsLogs = false) : Contender("Tqq", "",
    "Written and flushed with fsync before the acknowledgement. Handed out until the receiver's next request, then kept as history for 30 days, which no other does here.")
{
    private const uint First = 100_000;
    private System.Net.IPEndPoint _server = null!;

    // .NET compiles what is used much, while it runs: on one core, beside the load, for over a minute until it has done.
    public override int WarmUps => 8;

    /// <summary>The version that is built here.</summary>
    public static string Version { get; } = typeof(Server.Hosting.TqqServer).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public override Task<string> VersionAsync() => Task.FromResult(Version);

    public override async Task StartAsync(string directory, int accounts)
    {
        var data = Path.Combine(directory, "data");
        await AccountMaker.FillAsync(data, Enumerable.Range(0, accounts).Select(account => First + (uint)account),
            new() { IsOnline = true, KeepsLog = keepsLogs });
        _server = Daemon.FreePort();
        Daemon = await Daemon.StartAsync(directory, _server,
            ["dotnet", Path.Combine(AppContext.BaseDirectory, "tqq.dll"), "serve", "--data", data, "--listen", _server.ToString(), "--web",
                "127.0.0.1:0",
             "--rate-message", "off", "--rate-other", "off", "--session-timeout", "1h", "--keep-sent", keepsLogs ? "always" : "devices"]);
    }

    public override async Task<ISender> SenderAsync(int account) => new Sender(await HttpLink.OpenAsync(_server), First + (uint)account);

    public override async Task<IReceiver> ReceiverAsync(int account, bool away) =>
        new Receiver(await HttpLink.OpenAsync(_server), First + (uint)account);

    private sealed class Sender(HttpLink link, uint uin) : ISender
    {
        private readonly byte[] _request = HttpLink.Post("/", "",
            $"VER=1.1&CMD=CLTMSG&SEQ=10000000&UIN={uin}&UN={First}&MG={new string('.', NumberedText.Length)}");
        private int _seq = 10_000_000;

        public async ValueTask SendAsync(int account, ReadOnlyMemory<byte> text)
        {
            Digits.Patch(_request, "&SEQ="u8, ++_seq);
            Digits.Patch(_request, "&UN="u8, First + (uint)account);
            text.Span.CopyTo(_request.AsSpan(_request.Length - text.Length));
            await link.SendAsync(_request);
            await link.ReceiveAsync();
            if (!link.Body.EndsWith("&RES=0&"u8))
                throw new InvalidOperationException("refused: " + System.Text.Encoding.UTF8.GetString(link.Body));
        }

        public void Dispose() => link.Dispose();
    }

    private sealed class Receiver(HttpLink link, uint uin) : IReceiver
    {
        private readonly byte[] _request = HttpLink.Post("/", "", $"VER=1.1&CMD=GetMsgEx&SEQ=10000000&UIN={uin}");
        private int _seq = 10_000_000;

        public async ValueTask NextAsync(Took took)
        {
            Digits.Patch(_request, "&SEQ="u8, ++_seq);
            await link.SendAsync(_request);
            await link.ReceiveAsync();
            var at = link.Body.IndexOf("&MG="u8);
            if (at < 0)
                throw new InvalidOperationException("refused: " + System.Text.Encoding.UTF8.GetString(link.Body));
            // Each text ends in a space that the server has put there, and a comma.
            for (var texts = link.Body[(at + 4)..]; texts.Length > 0; texts = texts[(NumberedText.Length + 2)..])
                took(texts[..NumberedText.Length]);
        }

        public void Dispose() => link.Dispose();
    }
}
