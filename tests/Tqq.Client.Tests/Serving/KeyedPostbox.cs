namespace Tqq.Client.Tests.Serving;

/// <summary>A server that takes a text once for each key (`MK`, protocol.md §4), whatever becomes of its replies.</summary>
internal sealed class KeyedPostbox
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _known = [];

    /// <summary>The texts that it has taken, in order.</summary>
    public List<string> Taken { get; } = [];

    public StubReply Answer(StubRequest request)
    {
        if (request.Command != "CLTMSG")
            return StubReply.Friendly(request);
        var (key, text) = ($"{request["UIN"]} {request["UN"]} {request["MK"]}", Uri.UnescapeDataString(request["MG"]));
        lock (_lock)
        {
            if (request["MK"].Length == 0 || _known.TryAdd(key, text))
                Taken.Add(text);
            return StubReply.To(request, request["MK"].Length == 0 || _known[key] == text ? 0 : 3, "&");
        }
    }
}
