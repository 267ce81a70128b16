using System.Collections.Immutable;
using System.Net;
using Tqq.Protocol.Http;

namespace Tqq.Server.Wire.Limits;

/// <summary>All limits and timeouts of the wire port (protocol.md §1).</summary>
public sealed record WireOptions
{
    /// <summary>
    /// How long head and body may take together, counted from the first byte, whatever their pace: over a slow mobile line a small
    /// request may take 9 s (protocol.md §1.2).
    /// </summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may lie idle between requests: a little more than the heartbeat of 60 s.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(75);

    /// <summary>How long a reply may wait for a client that reads none of it.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How many bytes a second of a reply have to be read, after <see cref="WriteTimeout"/>: a slow telephone takes a mailbox of 64 KiB,
    /// and nobody holds it for much over a minute. 0: only <see cref="WriteTimeout"/> counts.
    /// </summary>
    public int ReplyRate { get; init; } = 1000;

    /// <summary>
    /// How long the server waits for the client's end after its own, so that late bytes cannot turn the close into a reset.
    /// </summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How many bytes of a connection the kernel may hold each way; for its own books it takes as many
    /// again. Left alone it takes megabytes.
    /// </summary>
    public int SocketBuffer { get; init; } = 32 * 1024;

    /// <summary>Connections in all; each takes a file descriptor, and 4 KiB at rest.</summary>
    public int Connections { get; init; } = 10_000;

    /// <summary>Connections of one address (of IPv6: of 64 bits): a school behind one NAT, and a tenth of all.</summary>
    public int ConnectionsPerAddress { get; init; } = 1024;

    /// <summary>Requests in flight in all: taken from the client, and the reply not yet taken by it.</summary>
    public int Requests { get; init; } = 2048;

    /// <summary>Requests in flight of one address.</summary>
    public int RequestsPerAddress { get; init; } = 1024;

    /// <summary>The networks of the proxies that begin each connection with a PROXY header. Nobody else's is read.</summary>
    public ImmutableArray<IPNetwork> ProxyFrom { get; init; } = [];

    /// <summary>
    /// The origins whose pages may act in a session that is known by its address, such as `https://chat.example.org`. Nobody else's may:
    /// any page could otherwise send in the session of whoever looks at it (protocol.md §1.2).
    /// </summary>
    public ImmutableArray<string> BrowserOrigins { get; init; } = [];

    /// <summary>Held-back replies of one address (protocol.md §6).</summary>
    public int DelayedRepliesPerAddress { get; init; } = 8;

    /// <summary>Held-back replies in all (protocol.md §6).</summary>
    public int DelayedReplies { get; init; } = 10_000;

    /// <summary>The value of the `Server` header, printable ASCII.</summary>
    public string ServerHeader { get; init; } = ReplyBlock.OriginalServer;

    /// <summary>The client codes (`LC`) that may log in (§5.1).</summary>
    public IReadOnlyList<string> ClientCodes { get; init; } = ["9326B87B234E7235"];

    /// <summary>`HI`: how often a client is asked to call.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>`LI`: after how long without a call a session ends.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Says where the web port is, for people who point a browser at this one. Null as long as it is not open.</summary>
    public Func<string?> WebAddress { get; init; } = () => null;

    internal DataRate ReplyPace => new(ReplyRate, WriteTimeout, ReplyRate == 0 ? WriteTimeout : TimeSpan.FromHours(1));
}

/// <summary>How slowly bytes may come or go: there is a time to begin with, and each byte buys a little more.</summary>
/// <param name="BytesPerSecond">The rate that has to be kept up; 0 for any.</param>
/// <param name="Grace">The time to begin with.</param>
/// <param name="Most">The longest in any case.</param>
internal readonly record struct DataRate(int BytesPerSecond, TimeSpan Grace, TimeSpan Most)
{
    /// <summary>How long may have passed since the beginning when this many bytes have.</summary>
    public TimeSpan Allows(long bytes)
    {
        if (BytesPerSecond == 0)
            return Most;
        var bought = Grace + TimeSpan.FromSeconds((double)bytes / BytesPerSecond);
        return bought < Most ? bought : Most;
    }
}
