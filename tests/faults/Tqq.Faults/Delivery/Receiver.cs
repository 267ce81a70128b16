using System.Globalization;

namespace Tqq.Faults.Delivery;

/// <summary>
/// An account and its client: one of 2005, or one with a session key that counts what it has taken (protocol.md §4). It writes down what
/// its program has read completely, and nothing else.
/// </summary>
internal sealed class Receiver(uint uin, string passwordMd5, bool counts)
{
    private readonly List<string> _received = [];
    private int _seq = 1000;
    private string _key = "";
    private string _receipt = "0";
    private long _taken;

    public uint Uin => uin;

    /// <summary>The texts that the program took, in order, but for what it recognized by its number as taken before.</summary>
    public IReadOnlyList<string> Received => _received;

    /// <summary>Another program with the same account, which does not count and has received nothing yet.</summary>
    /// <param name="keepsSession">Whether it goes on in this one's session, instead of logging in.</param>
    public Receiver Successor(bool keepsSession) => new(uin, passwordMd5, counts: false) { _seq = _seq, _key = keepsSession ? _key : "" };

    /// <summary>Logs in on a line.</summary>
    public async Task LoginAsync(Line line)
    {
        var reply = await AskAsync(line,
            $"VER=1.1&CMD=Login&SEQ={NextSeq()}&UIN={uin}&PS={passwordMd5}&M5=1&LC=9326B87B234E7235{(counts ? "&SK=?" : "")}");
        if (!reply.Contains("&RS=0&", StringComparison.Ordinal))
            throw new InvalidOperationException($"account {uin} could not log in: {reply}");
        (_key, _receipt) = (counts ? "&SK=" + reply.Split("&SK=")[1] : "", "0");
    }

    public async Task ListAsync(Line line) => await AskAsync(line, Body("List").Text);

    public async Task LogoutAsync(Line line) => await AskAsync(line, Body("Logout").Text);

    /// <summary>Asks for messages without reading the reply.</summary>
    /// <param name="line">Where.</param>
    /// <param name="isLast">Whether the request says that it is the last one of its connection.</param>
    /// <returns>The SEQ of the request.</returns>
    public async Task<string> AskForMessagesAsync(Line line, bool isLast = false)
    {
        var (seq, body) = Body("GetMsgEx");
        await line.SendAsync(body, isLast);
        return seq;
    }

    /// <summary>Asks for messages and takes what comes.</summary>
    /// <returns>How many there were; null where the session is over.</returns>
    public async Task<int?> FetchAsync(Line line)
    {
        var seq = await AskForMessagesAsync(line);
        var count = await TakeAsync(line, seq) ?? throw new InvalidOperationException($"account {uin} got no reply to GetMsgEx");
        return count < 0 ? null : count;
    }

    /// <summary>Reads the reply to a request for messages. What the program has completely it has received.</summary>
    /// <param name="line">Where the request was sent.</param>
    /// <param name="seq">Its SEQ.</param>
    /// <returns>How many there were; -1 where the session is over, null where no whole reply came.</returns>
    public async Task<int?> TakeAsync(Line line, string seq)
    {
        if (await line.ReadReplyAsync() is not { } reply)
            return null;
        var fields = reply.Split('&').Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair =>
            pair[0], pair => pair[1]);
        if (fields["RES"] == "20")
            return -1;
        string[] texts = [.. fields["MG"].Split(',').SkipLast(1)];
        if (counts)
        {
            _receipt = $"{texts.Length.ToString(CultureInfo.InvariantCulture)}.{seq}";
            if (fields.TryGetValue("FI", out var number) && long.Parse(number, CultureInfo.InvariantCulture) is > 0 and var first)
            {
                var known = (int)Math.Clamp(_taken - first + 1, 0, texts.Length);
                _taken = Math.Max(_taken, first + texts.Length - 1);
                texts = texts[known..];
            }
        }

        _received.AddRange(texts.Select(text => text.Split('.')[0]));
        return fields["MT"].Split(',').Length - 1;
    }

    /// <summary>Fetches until nothing is left, and once more, with a new login where the session is over.</summary>
    public async Task DrainAsync(Line line)
    {
        for (var empty = 0; empty < 2;)
        {
            var count = await FetchAsync(line);
            empty = count == 0 ? empty + 1 : 0;
            if (count is null)
                await LoginAsync(line);
        }
    }

    private static async Task<string> AskAsync(Line line, string body)
    {
        await line.SendAsync(body);
        return await line.ReadReplyAsync() ?? throw new InvalidOperationException("no reply to " + body);
    }

    private (string Seq, string Text) Body(string command)
    {
        var seq = NextSeq();
        return (seq, $"VER=1.1&CMD={command}&SEQ={seq}&UIN={uin}{_key}{(counts ? "&AK=" + _receipt : "")}");
    }

    private string NextSeq() => (++_seq).ToString(CultureInfo.InvariantCulture);
}
