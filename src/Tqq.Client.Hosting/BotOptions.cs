namespace Tqq.Client.Hosting;

/// <summary>How the bots of a client run: `services.Configure&lt;BotOptions&gt;(options => ...)`, for a client with a name `services.Configure&lt;BotOptions&gt;(name, options => ...)`.</summary>
public sealed class BotOptions
{
    /// <summary>
    /// Whether an item begins only when the server knows of all that are handled (as far as it can know: it is told a count from the first item on). True by default:
    /// a process that is killed gets again what it had in hand, at most one item of each sender, and items that were handled behind those. It costs a request for each
    /// item, 50 at once and then 10 a second, because servers allow 20 requests a second in all (protocol.md §6). Where this is false, no handler waits for the server,
    /// and all that was handled since the last acknowledgement may come again: up to 100 items.
    /// </summary>
    public bool AwaitAcknowledgement { get; set; } = true;
}
