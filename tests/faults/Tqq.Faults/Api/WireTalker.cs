using System.Globalization;
using System.Net.Sockets;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.Faults.Api;

/// <summary>
/// A client of HTTP QQ 1.1 that writes its requests itself, with a session key: it sends each text with a key until it is told RES=0, and
/// counts what it is handed (protocol.md §4).
/// </summary>
/// <param name="person">Who it is.</param>
/// <param name="to">Whom it talks to.</param>
/// <param name="name">What its texts begin with.</param>
/// <param name="seen">What it sees.</param>
internal sealed class WireTalker(Person person, uint to, string name, Witness seen)
{
    private string _key = "";
    private string _acknowledges = "0";
    private long _last;
    private int _seq;

    /// <summary>How many texts it has been told are sent.</summary>
    public int Sent { get; private set; }

    /// <summary>Sends and polls in turn; when it is to stop, it polls until it has seen everything.</summary>
    /// <param name="stop">No more texts.</param>
    /// <param name="end">No more polls.</param>
    public async Task TalkAsync(CancellationToken stop, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                if (_key.Length == 0 && !await LogInAsync())
                    continue;
                if (!stop.IsCancellationRequested)
                    await SendAsync();
                await PollAsync();
            }
            catch (SocketException)
            {
                _acknowledges = "0";
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }

    private async Task<bool> LogInAsync()
    {
        var fields = Fields(await AskAsync("Login", $"&PS={person.PasswordMd5}&M5=1&LC=9326B87B234E7235&SK=?&AK=0"));
        _key = fields.GetValueOrDefault("SK", "");
        return _key.Length > 0;
    }

    private async Task SendAsync()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{name}.{Sent}");
        var fields = Fields(await AskAsync("CLTMSG", $"&SK={_key}&AK=0&UN={to}&MK={text}&MG={text}"));
        if (fields.GetValueOrDefault("RES") == "0")
            Sent++;
        Note(fields);
    }

    private async Task PollAsync()
    {
        var asked = ++_seq;
        var fields = Fields(await AskAsync("GetMsgEx", $"&SK={_key}&AK={_acknowledges}", asked));
        Note(fields);
        if (fields.GetValueOrDefault("RES") != "0")
        {
            _acknowledges = "0";
            return;
        }

        var texts = fields["MG"].Split(',').SkipLast(1).ToList();
        var first = long.Parse(fields["FI"], CultureInfo.InvariantCulture);
        for (var at = 0; at < texts.Count; at++)
            if (first + at > _last)
            {
                seen.See(texts[at].TrimEnd());
                _last = first + at;
            }

        _acknowledges = texts.Count == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{texts.Count}.{asked}");
    }

    // Somebody without a session logs in again.
    private void Note(Dictionary<string, string> fields)
    {
        if (fields.GetValueOrDefault("RES") == "20")
            _key = "";
    }

    private Task<string> AskAsync(string command, string fields, int? seq = null) => person.SendAsync(string.Create(
        CultureInfo.InvariantCulture, $"VER=1.1&CMD={command}&SEQ={seq ?? ++_seq}&UIN={person.Uin}{fields}"));

    private static Dictionary<string, string> Fields(string reply) =>
        reply.Split('&').Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0]).ToDictionary(pairs => pairs.Key, pairs => pairs.Last()[1]);
}
