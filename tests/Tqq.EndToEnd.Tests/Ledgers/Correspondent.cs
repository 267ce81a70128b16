using System.Globalization;
using System.Net;

namespace Tqq.EndToEnd.Tests.Ledgers;

/// <summary>Somebody with an account who writes everything down. Sends nothing twice: what gets no answer stays in doubt.</summary>
public sealed class Correspondent(uint uin, string passwordMd5, Ledger ledger, SightCount sights)
{
    private readonly List<(uint Friend, string Status)> _notices = [];
    private int _seq = 1000;

    public uint Uin => uin;

    /// <summary>What it saw last.</summary>
    public Sight Saw { get; private set; }

    /// <summary>Whether its last request found its session over.</summary>
    public bool IsLoggedOut { get; private set; }

    /// <summary>What it has been told of its friends' status.</summary>
    public IReadOnlyList<(uint Friend, string Status)> Notices => _notices;

    /// <summary>The same account before a server that is a copy, with a ledger of its own.</summary>
    public Correspondent With(Ledger copy) => new(uin, passwordMd5, copy, sights);

    public Task<Exchange> LoginAsync(IPEndPoint server) => AskAsync(server, "Login", $"&PS={passwordMd5}&M5=1&LC=9326B87B234E7235");

    /// <summary>Asks with the next SEQ.</summary>
    public async Task<Exchange> AskAsync(IPEndPoint server, string command, string fields = "")
    {
        var exchange = await Exchange.AskAsync(server, string.Create(
            CultureInfo.InvariantCulture, $"VER=1.1&CMD={command}&SEQ={Interlocked.Increment(ref _seq)}&UIN={uin}{fields}"));
        sights.Note(exchange);
        (Saw, IsLoggedOut) = (exchange.Sight, exchange.Result == "20");
        return exchange;
    }

    /// <summary>Sends the next message to a receiver.</summary>
    public async Task<Exchange> SendAsync(IPEndPoint server, uint to)
    {
        var number = ledger.Attempt(uin, to);
        var text = Ledger.Text(number).Replace("%", "%25", StringComparison.Ordinal).Replace("&", "%26", StringComparison.Ordinal);
        var exchange = await AskAsync(server, "CLTMSG", $"&UN={to}&MG={text}");
        ledger.Answer(uin, to, number, exchange.Result);
        return exchange;
    }

    /// <summary>Fetches once.</summary>
    /// <returns>How many elements came; null where no reply came.</returns>
    public async Task<int?> FetchAsync(IPEndPoint server)
    {
        var exchange = await AskAsync(server, "GETMSGEX");
        if (exchange.Result != "0")
            return null;
        var fields = exchange.Body.Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        string[] List(string key) => [.. fields[key].Split(',').SkipLast(1)];
        var (types, senders, texts) = (List("MT"), List("UN"), List("MG"));
        var elements = types.Select((type, at) =>
            (Type: type, From: uint.Parse(senders[at], CultureInfo.InvariantCulture), Text: Uri.UnescapeDataString(texts[at]))).ToList();
        ledger.Receive(uin, [.. from element in elements where element.Type == "9" select (element.From, element.Text)]);
        _notices.AddRange(from element in elements where element.Type == "99" select (element.From, element.Text));
        return types.Length;
    }

    /// <summary>Fetches until nothing is left, and once more, which acknowledges.</summary>
    public async Task DrainAsync(IPEndPoint server)
    {
        while (await FetchAsync(server) is var count && count != 0)
            if (count is null)
                throw new InvalidOperationException(
                    $"account {uin} could not fetch what waits for it: {await AskAsync(server, "GETMSGEX")}");
    }
}
