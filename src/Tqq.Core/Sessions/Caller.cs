using System.Net;
using Orleans;

namespace Tqq.Core.Sessions;

/// <summary>Who sends a request over the wire (protocol.md §3).</summary>
/// <param name="Address">The client's address; IPv4 in its own form, never mapped into IPv6.</param>
/// <param name="KeyHash">SHA-256 of the key the request carries as `SK`, in upper-case hex; null when it carries none.</param>
/// <param name="ByKeyOnly">
/// Whether it may act only in a session that is known by its key: a browser sends the request for a page that nobody has named as an
/// exception (§1.2).
/// </param>
[GenerateSerializer, Immutable]
public readonly record struct Caller(
    [property: Id(0)] IPAddress Address, [property: Id(1)] string? KeyHash, [property: Id(2)] bool ByKeyOnly = false);
