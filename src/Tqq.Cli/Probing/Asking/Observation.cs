using System.Text;

namespace Tqq.Cli.Probing.Asking;

/// <summary>What was sent, what came back, and how long that took.</summary>
/// <param name="Request">Every byte that was sent.</param>
/// <param name="Reply">Every byte that came.</param>
/// <param name="End">How the connection ended.</param>
/// <param name="Elapsed">From the first byte sent to the end.</param>
internal sealed record Observation(byte[] Request, byte[] Reply, ConnectionEnd End, TimeSpan Elapsed)
{
    /// <summary>The reply as text; bytes that are no UTF-8 show as replacement characters.</summary>
    public string Text { get; } = Encoding.UTF8.GetString(Reply);

    /// <summary>Nothing at all came, and the connection ended in good order (protocol.md §1.4).</summary>
    public bool IsNull => this is { Reply.Length: 0, End: ConnectionEnd.Closed };

    /// <summary>The server answered that it refuses (protocol.md §2.2).</summary>
    public bool IsDenied => Text.EndsWith("&RES=3", StringComparison.Ordinal);

    /// <summary>The value of a field in the last reply, or null.</summary>
    public string? this[string key] =>
        Text[(Text.LastIndexOf("\r\n\r\n", StringComparison.Ordinal) + 1)..].Split('&').Select(pair => pair.Split('=', 2)).LastOrDefault(pair => pair[0] == key && pair.Length == 2)?[1];
}
