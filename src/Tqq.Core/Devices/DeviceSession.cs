using System.Net;
using Orleans;

namespace Tqq.Core.Devices;

/// <summary>
/// A session of an account beside its wire session (protocol.md §3). An account may have several; none ends another, and none ends by
/// itself.
/// </summary>
/// <param name="Id">Its number: ascending within the account, never used twice.</param>
/// <param name="Kind">What opened it.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Address">From where it was used last; IPv4 in its own form, never mapped into IPv6.</param>
/// <param name="Begun">When it was opened, by the calendar.</param>
/// <param name="LastSeen">When it was used last, by the calendar; on disk up to ten minutes older.</param>
/// <param name="CredentialHash">SHA-256 in upper-case hex of what its client shows to act in it; null where the door does not keep that
/// here.</param>
[GenerateSerializer, Immutable]
public sealed record DeviceSession(
    int Id, DeviceKind Kind, string Name, IPAddress Address, DateTimeOffset Begun, DateTimeOffset LastSeen, string? CredentialHash = null)
{
    /// <summary>How many an account may have. The longest unused gives way to another one.</summary>
    public const int Most = 20;

    /// <summary>How many characters a name may have.</summary>
    public const int LongestName = 100;

    /// <summary>How many bytes of UTF-8 a text may have that is sent in one. Clients of the wire get it in segments.</summary>
    public const int LongestText = 16_384;

    /// <summary>How long it counts as online when its stream is gone: a page that loads again does not go offline between.</summary>
    public static readonly TimeSpan Lingering = TimeSpan.FromSeconds(60);

    /// <summary>Without the hash.</summary>
    public override string ToString() => $"device session {Id} ({Kind}, {Name})";
}
