using System.Net;
using Orleans;
using Tqq.Core.Presence;

namespace Tqq.Core.Sessions;

/// <summary>What of a session is kept on disk, so that it survives a restart (protocol.md §3).</summary>
/// <param name="Address">The client's address; IPv4 in its own form, never mapped into IPv6.</param>
/// <param name="KeyHash">SHA-256 of the session key in upper-case hex, or null for a legacy session, which is known by its address.</param>
/// <param name="Status">The status the account chose.</param>
/// <param name="Started">When the login was accepted, by the calendar.</param>
/// <param name="AppPassword">The number of the app password that it began with; null where it was the account's own password.</param>
[GenerateSerializer, Immutable]
public sealed record SessionRecord(IPAddress Address, string? KeyHash, Status Status, DateTimeOffset Started, int? AppPassword = null)
{
    /// <summary>
    /// Whether a caller acts in this session: by its key where it has one, otherwise by its address. A request with a key never acts in a
    /// session without one: its own session has ended.
    /// </summary>
    public bool Admits(in Caller caller) => KeyHash is { } key
        ? caller.KeyHash == key
        : caller.KeyHash is null && !caller.ByKeyOnly && caller.Address.Equals(Address);
}
