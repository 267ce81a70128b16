using System.Collections.Immutable;
using System.Net;
using Tqq.Core;
using Tqq.Core.Devices;

namespace Tqq.Server.Storage;

/// <summary>One line of the list of accounts that an administrator looks through.</summary>
/// <param name="Listing">The account, with what is known of its status.</param>
/// <param name="HasWire">Whether it has a session of HTTP QQ.</param>
/// <param name="Devices">What opened the device sessions that it has, each once.</param>
/// <param name="LastSeen">
/// When it was last seen as far as the disk knows: a device was used, or somebody logged in over HTTP QQ; null for never.
/// </param>
/// <param name="Waiting">How many messages wait.</param>
/// <param name="WaitingBytes">How many bytes of UTF-8 their texts have.</param>
/// <param name="Shutting">Why it is shut, where that is known.</param>
public sealed record AccountSummary(
    AccountListing Listing, bool HasWire, ImmutableArray<DeviceKind> Devices, DateTimeOffset? LastSeen, int Waiting, long WaitingBytes,
    Shutting? Shutting);

/// <summary>Which accounts are asked for; each in an order that an index has, so that a page costs no more than its lines.</summary>
public abstract record AccountSearch
{
    private AccountSearch() { }

    /// <summary>All, ascending by number.</summary>
    public sealed record All : AccountSearch;

    /// <summary>Those that are shut, ascending by number.</summary>
    public sealed record Shut : AccountSearch;

    /// <summary>Those of these numbers, ascending.</summary>
    /// <param name="Uins">The numbers, a page of them.</param>
    public sealed record Numbered(ImmutableArray<Uin> Uins) : AccountSearch;

    /// <summary>Those whose numbers begin with these digits: the shorter numbers first, and ascending.</summary>
    /// <param name="Digits">The digits, at least one.</param>
    public sealed record NumberBegins(string Digits) : AccountSearch;

    /// <summary>Those whose nicknames begin so, whatever their case, in the order of their nicknames.</summary>
    /// <param name="Beginning">The beginning.</param>
    public sealed record NickBegins(string Beginning) : AccountSearch;

    /// <summary>Those with a session from this address, ascending by number.</summary>
    /// <param name="Address">The address.</param>
    public sealed record UsedFrom(IPAddress Address) : AccountSearch;
}

/// <summary>Where a page of accounts ends, and the next begins.</summary>
/// <param name="Uin">The number of its last account.</param>
/// <param name="Nick">Its nickname, where that is the order.</param>
public sealed record AccountPlace(Uin Uin, string Nick);
