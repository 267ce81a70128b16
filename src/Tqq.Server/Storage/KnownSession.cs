using System.Net;
using Tqq.Core;
using Tqq.Core.Devices;

namespace Tqq.Server.Storage;

/// <summary>A session of some account, as it stands on disk.</summary>
/// <param name="Owner">Whose.</param>
/// <param name="Nick">The nickname of its account.</param>
/// <param name="Avatar">The number of the account's avatar.</param>
/// <param name="Device">Its number if it is one of a device; 0 for the one of the wire.</param>
/// <param name="Kind">What opened it; null for the one of the wire.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Address">From where.</param>
/// <param name="Started">When it began, by the calendar.</param>
/// <param name="LastSeen">When it was used last; null for the one of the wire, of which memory alone knows.</param>
/// <param name="HasKey">Whether it is known by a session key; true for devices.</param>
/// <param name="AppPassword">The number of the app password that it began with, if it did.</param>
/// <param name="Expires">When it ends by itself, if it is a token with an end.</param>
public sealed record KnownSession(
    Uin Owner, string Nick, int Avatar, int Device, DeviceKind? Kind, string Name, IPAddress Address, DateTimeOffset Started,
    DateTimeOffset? LastSeen, bool HasKey, int? AppPassword, DateTimeOffset? Expires);

/// <summary>Which sessions are asked for.</summary>
/// <param name="Owner">Of one account; null for all.</param>
/// <param name="Address">Used from this address; null for any.</param>
/// <param name="Door">Through which door.</param>
public sealed record SessionFilter(Uin? Owner, IPAddress? Address, SessionDoor Door);

/// <summary>Doors through which sessions come.</summary>
public enum SessionDoor
{
    /// <summary>Any.</summary>
    Any,

    /// <summary>HTTP QQ.</summary>
    Wire,

    /// <summary>The web page.</summary>
    Web,

    /// <summary>Everything else: programs, tokens, bots.</summary>
    Api,
}
