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
    private readonly Dictionary<string, Asked> _asked = [];
    private readonly Dictionary<string, int> _rounds = [];
    private readonly List<(double At, double Bytes)> _came = [];
    private double _began;

    /// <summary>Begins to listen.</summary>
    public PageRequests(ICDPSession session) => session.MessageReceived += (_, message) =>
    {
        lock (_lock)
            Hear(message.MessageID, message.MessageData);
    };

    /// <summary>What was asked for, and what had come, when the page was usable: what comes later is not of the first view.</summary>
    /// <param name="usable">When that was, in milliseconds from the beginning.</param>
    public PageLoad Until(double usable)
    {
        lock (_lock)
        {
            var end = _began + usable / 1000;
            var asked = _asked.Values.Where(one => one.At <= end).ToArray();
            var files = asked.Where(one => IsFile(one.Kind)).ToArray();
            return new((long)_came.Where(one => one.At <= end).Sum(one => one.Bytes), files.Length, files.Max(one => _rounds[one.Url]),
                asked.Length - files.Length, 0, 0, 0, 0);
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
            var at = data.GetProperty("timestamp").GetDouble();
            if (kind == "Document")
                _began = at;
            _asked[data.GetProperty("requestId").GetString()!] = new(url, kind, at);
            _rounds.TryAdd(url, kind == "Document" ? 0 : 1 + _rounds.GetValueOrDefault(InitiatorOf(data.GetProperty("initiator")) ?? ""));
        }
        else if (name == "Network.loadingFinished" && _asked.ContainsKey(data.GetProperty("requestId").GetString()!))
        {
            _came.Add((data.GetProperty("timestamp").GetDouble(), data.GetProperty("encodedDataLength").GetDouble()));
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

    private sealed record Asked(string Url, string Kind, double At);
}
