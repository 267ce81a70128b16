using System.Globalization;

namespace Tqq.Faults.Delivery;

/// <summary>An account that writes texts over one connection. What it returns has been acknowledged.</summary>
internal sealed class Sender(Line line, uint uin, string passwordMd5) : IDisposable
{
    // On the wire a per cent sign takes three bytes: 54 of these texts are a reply of some 65 KB.
    private static readonly string s_long = string.Concat(Enumerable.Repeat("%25", 385));
    private static int s_lastText;

    private readonly SemaphoreSlim _turn = new(1);
    private int _seq = 1000;

    public Task LoginAsync() => AskAsync("Login", $"&PS={passwordMd5}&M5=1&LC=9326B87B234E7235");

    /// <summary>Sends a text that begins with a word of its own and a full stop.</summary>
    /// <returns>The word.</returns>
    public async Task<string> SendAsync(uint to, bool isLong)
    {
        var word = Interlocked.Increment(ref s_lastText).ToString(CultureInfo.InvariantCulture);
        await _turn.WaitAsync();
        try
        {
            await AskAsync("CLTMSG", $"&UN={to}&MG={word}.{(isLong ? s_long : "")}");
            return word;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        line.Dispose();
        _turn.Dispose();
    }

    private async Task AskAsync(string command, string fields)
    {
        await line.SendAsync(string.Create(CultureInfo.InvariantCulture, $"VER=1.1&CMD={command}&SEQ={++_seq}&UIN={uin}{fields}"));
        var reply = await line.ReadReplyAsync();
        if (reply?.Contains("&RES=0&", StringComparison.Ordinal) != true)
            throw new InvalidOperationException($"a sender's {command} was answered {reply}");
    }
}
