using System.Net;
using Orleans;

namespace Tqq.Core.Devices;

/// <summary>
/// A session of an account beside its wire session (protocol.md §3). An account may have several; none ends another. One that is
/// unused for 90 days is over.
/// </summary>
/// <param name="Id">Its number: ascending within the account, never used twice.</param>
/// <param name="Kind">What opened it.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Address">From where it was used last; IPv4 in its own form, never mapped into IPv6.</param>
/// <param name="Begun">When it was opened, by the calendar.</param>
/// <param name="LastSeen">When it was used last, by the calendar; on disk up to ten minutes older.</param>
/// <param name="CredentialHash">SHA-256 in upper-case hex of what its client shows to act in it; null where the door does not keep that
/// here.</param>
/// <param name="Grant">What it may, if it is a token; null for a session that may everything.</param>
/// <param name="Push">Where its browser is told of messages while no page is open; null where it is not.</param>
[GenerateSerializer, Immutable]
public sealed record DeviceSession(
    int Id, DeviceKind Kind, string Name, IPAddress Address, DateTimeOffset Begun, DateTimeOffset LastSeen, string? CredentialHash = null,
    DeviceGrant? Grant = null, PushTarget? Push = null)
{
    /// <summary>How many an account may have beside tokens. The longest unused gives way to another one.</summary>
    public const int Most = 20;

    /// <summary>How many tokens an account may have. None gives way.</summary>
    public const int MostTokens = 20;

    /// <summary>How many characters a name may have.</summary>
    public const int LongestName = 100;

    /// <summary>How many characters of Unicode a text may have that is sent in one. Clients of the wire get it in segments.</summary>
    public const int MostCharacters = 10_000;

    /// <summary>How many bytes of UTF-8 those have at most, whichever they are.</summary>
    public const int LongestText = 4 * MostCharacters;

    /// <summary>How long it counts as online when its stream is gone: a page that loads again does not go offline between.</summary>
    public static readonly TimeSpan Lingering = TimeSpan.FromSeconds(60);

    /// <summary>Unused for so long, a session that is none of a token is over.</summary>
    public static readonly TimeSpan LongestUnused = TimeSpan.FromDays(90);

    /// <summary>Whether it is over by itself.</summary>
    public bool HasExpired(DateTimeOffset now) => Grant is { } grant ? grant.Expires <= now : now - LastSeen >= LongestUnused;

    /// <summary>Without the hash.</summary>
    public override string ToString() => $"device session {Id} ({Kind}, {Name})";
}
