using System.Net;
using Orleans;

namespace Tqq.Core.Sessions;

/// <summary>Who sends a request: the wire session of an account, or one of its device sessions (protocol.md §3).</summary>
/// <param name="Address">The client's address; IPv4 in its own form, never mapped into IPv6.</param>
/// <param name="KeyHash">SHA-256 of the key the request carries as `SK`, in upper-case hex; null when it carries none.</param>
/// <param name="ByKeyOnly">
/// Whether it may act only in a session that is known by its key: a browser sends the request for a page that nobody has named as an
/// exception (§1.2).
/// </param>
/// <param name="Device">The number of the device session; null on the wire. Its door has made sure that it is this one.</param>
[GenerateSerializer, Immutable]
public readonly record struct Caller(
    [property: Id(0)] IPAddress Address, [property: Id(1)] string? KeyHash, [property: Id(2)] bool ByKeyOnly = false,
    [property: Id(3)] int? Device = null)
{
    /// <summary>A device session.</summary>
    public static Caller OfDevice(int device, IPAddress address) => new(address, null, Device: device);
}
