using System.Text.Json;
using PuppeteerSharp;

namespace Tqq.Bench.Pages;

/// <summary>
/// What a page asks for while it is loaded, by the browser's protocol. A round is what can be asked for at once: what the document names is
/// the first, what one of those files names or asks for is the second.
/// </summary>
internal sealed class PageRequests
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Url, string Kind)> _asked = [];
    private readonly Dictionary<string, int> _rounds = [];
    private long _bytes;

    /// <summary>Begins to listen.</summary>
    public PageRequests(ICDPSession session) => session.MessageReceived += (_, message) =>
    {
        lock (_lock)
            Hear(message.MessageID, message.MessageData);
    };

    /// <summary>How many bytes came, with the heads of answers.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
                return _bytes;
        }
    }

    /// <summary>The files that were asked for, the document among them.</summary>
    public IReadOnlyList<string> Files
    {
        get
        {
            lock (_lock)
                return [.. _asked.Values.Where(one => IsFile(one.Kind)).Select(one => one.Url)];
        }
    }

    /// <summary>How many requests of the API there were.</summary>
    public int OfApi
    {
        get
        {
            lock (_lock)
                return _asked.Values.Count(one => !IsFile(one.Kind));
        }
    }

    /// <summary>How many rounds of files there were after the document.</summary>
    public int Rounds
    {
        get
        {
            lock (_lock)
                return _asked.Values.Where(one => IsFile(one.Kind)).Max(one => _rounds[one.Url]);
        }
    }

    private static bool IsFile(string kind) => kind is not ("XHR" or "Fetch" or "EventSource" or "Ping");

    private void Hear(string name, JsonElement data)
    {
        if (name == "Network.requestWillBeSent")
        {
            var url = data.GetProperty("request").GetProperty("url").GetString()!;
            var kind = data.TryGetProperty("type", out var type) ? type.GetString()! : "Other";
            if (!url.StartsWith("http", StringComparison.Ordinal))
                return;
            _asked[data.GetProperty("requestId").GetString()!] = (url, kind);
            _rounds.TryAdd(url, kind == "Document" ? 0 : 1 + _rounds.GetValueOrDefault(InitiatorOf(data.GetProperty("initiator")) ?? ""));
        }
        else if (name == "Network.loadingFinished" && _asked.ContainsKey(data.GetProperty("requestId").GetString()!))
        {
            _bytes += (long)data.GetProperty("encodedDataLength").GetDouble();
        }
    }

    // The file that named it, or whose code asked for it.
    private static string? InitiatorOf(JsonElement initiator)
    {
        if (initiator.TryGetProperty("url", out var url))
            return url.GetString();
        for (var found = initiator.TryGetProperty("stack", out var stack); found; found = stack.TryGetProperty("parent", out stack))
            if (stack.GetProperty("callFrames") is var frames && frames.GetArrayLength() > 0)
                return frames[0].GetProperty("url").GetString();
        return null;
    }
}
