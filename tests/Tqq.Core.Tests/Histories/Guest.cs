using System.Net;
using Tqq.Core.Commands;
using Tqq.Core.Sessions;

namespace Tqq.Core.Tests.Histories;

/// <summary>The client of one person: where it is, what key it holds, how it chooses its SEQ, and what it said last.</summary>
internal sealed class Guest(int person)
{
    private static readonly IPAddress[] Places = [IPAddress.Parse("10.0.0.1"), IPAddress.Parse("10.0.0.2"), IPAddress.Parse("10.0.0.3")];

    private uint _bodies;
    private TimeSpan _arrived;
    private long _fetched;

    public Uin Uin { get; } = UinOf(person);

    public IPAddress Place { get; set; } = Places[0];

    public string? KeyHash { get; set; }

    public bool Counts { get; set; }

    public long Handout { get; set; }

    /// <summary>The handout before that.</summary>
    public long Earlier { get; set; }

    public (Operation Operation, RequestOrigin Origin)? Before { get; set; }

    /// <summary>Numbers 0 to 3 are people; behind them come one whom nobody knows and the system itself.</summary>
    public static Uin UinOf(int person) => person <= Event.People ? new(10_001u + (uint)person) : Uin.System;

    public static IPAddress PlaceOf(int detail) => Places[detail % Places.Length];

    /// <summary>
    /// A request with a body of its own. One client has the same SEQ for ever, one has three of them, the others draw a new one each time.
    /// </summary>
    public RequestOrigin Origin(int detail, TimeSpan now)
    {
        _bodies++;
        var seq = person switch { 0 => 7ul, 1 => (ulong)(detail % 3), _ => 1000ul + _bodies };
        return new(new(Place, KeyHash), new(((UInt128)(uint)person << 64) + _bodies, seq, Arrives(detail, now)), Counts ? Had(detail)
            : null);
    }

    /// <summary>
    /// When a request arrived that takes its turn now: most do at once, some some time before, but never before the one before it.
    /// </summary>
    public TimeSpan Arrives(int detail, TimeSpan now)
    {
        var arrived = detail % 4 == 3 ? now - TimeSpan.FromSeconds(detail % 11) : now;
        return _arrived = arrived > _arrived ? arrived : _arrived;
    }

    public void Fetches(long handout) => _fetched = handout;

    // Some of what was handed out, all of it and more, nothing, or something of another handing-out.
    private HandoutReceipt Had(int detail) => (detail / 3 % 6) switch
    {
        0 => new(0, 0),
        5 => new(9_999_999, 2),
        var count => new(_fetched, (uint)count),
    };
}
