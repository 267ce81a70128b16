using System.Text;

namespace Tqq.Probe.Asking;

/// <summary>What was sent, what came back, and how long that took.</summary>
/// <param name="Request">Every byte that was sent.</param>
/// <param name="Reply">Every byte that came.</param>
/// <param name="End">How the connection ended.</param>
/// <param name="Elapsed">From the first byte sent to the end.</param>
public sealed record Observation(byte[] Request, byte[] Reply, ConnectionEnd End, TimeSpan Elapsed)
{
    /// <summary>The reply as text; bytes that are no UTF-8 show as replacement characters.</summary>
    public string Text { get; } = Encoding.UTF8.GetString(Reply);

    /// <summary>The bodies of the replies, up to the first that is not as protocol.md §1.3 has it.</summary>
    public IReadOnlyList<string> Bodies
    {
        get
        {
            StrictReplies.TakeApart(Reply, out var bodies);
            return bodies;
        }
    }

    /// <summary>Nothing at all came, and the connection ended in good order (protocol.md §1.4).</summary>
    public bool IsNull => this is { Reply.Length: 0, End: ConnectionEnd.Closed };

    /// <summary>The server answered that it refuses (protocol.md §2.2).</summary>
    public bool IsDenied => Text.EndsWith("&RES=3", StringComparison.Ordinal);

    /// <summary>The value of a field in the last reply, or null.</summary>
    public string? this[string key] =>
        Text[(Text.LastIndexOf("\r\n\r\n", StringComparison.Ordinal) + 1)..].Split('&').Select(pair => pair.Split('=', 2))
            .LastOrDefault(pair => pair[0] == key && pair.Length == 2)?[1];
}

/// <summary>How the server's side of a connection ended.</summary>
public enum ConnectionEnd
{
    /// <summary>In good order: FIN.</summary>
    Closed,

    /// <summary>With a reset.</summary>
    Reset,

    /// <summary>It did not: whole replies came and the connection stayed, as it was asked to.</summary>
    Kept,

    /// <summary>It did not, and what was waited for had not come by then.</summary>
    TimedOut,

    /// <summary>There was no connection.</summary>
    Refused,
}
