using System.Net;
using Orleans;

namespace Tqq.Core.Sessions;

/// <summary>Who sends a request, and what tells it from the one before (protocol.md §3, §4).</summary>
/// <param name="Address">The client's address; IPv4 in its own form, never mapped into IPv6.</param>
/// <param name="KeyHash">SHA-256 of the key the request carries as `SK`, in upper-case hex; null when it carries none.</param>
/// <param name="SeqMark">A hash of the request's `SEQ`: equal marks are taken for equal SEQs.</param>
/// <param name="Fingerprint">A hash of the whole body: equal fingerprints are taken for byte-identical bodies.</param>
/// <param name="Arrived">When the request's first byte was read, on the clock of <see cref="Moment.Uptime"/>.</param>
/// <param name="Taken">Which messages it has taken; null where a request acknowledges all that was handed out and received (§4).</param>
/// <param name="ByKeyOnly">Whether it may act only in a session that is known by its key: a browser sends the request for a page that nobody has named as an exception (§1.2).</param>
[GenerateSerializer, Immutable]
public readonly record struct Caller(
    [property: Id(0)] IPAddress Address,
    [property: Id(1)] string? KeyHash,
    [property: Id(2)] ulong SeqMark,
    [property: Id(3)] UInt128 Fingerprint,
    [property: Id(4)] TimeSpan Arrived,
    [property: Id(5)] MailTaken? Taken = null,
    [property: Id(6)] bool ByKeyOnly = false);
