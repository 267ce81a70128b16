namespace Tqq.EndToEnd.Tests.Ledgers;

/// <summary>
/// What a ledger says at the end. Aim: nothing lost, garbled, out of order, refused and yet there, or never
/// sent; nothing twice without a cut.
/// </summary>
public sealed record Findings
{
    public int Attempted { get; init; }

    public int Acknowledged { get; init; }

    public int Refused { get; init; }

    /// <summary>Messages that came at least once.</summary>
    public int Received { get; init; }

    /// <summary>Acknowledged and never came.</summary>
    public int Lost { get; init; }

    /// <summary>Came though refused.</summary>
    public int RefusedYetThere { get; init; }

    /// <summary>
    /// Copies too many that came after a cut, of what stood in the last reply before it: its acknowledgement
    /// had not been sent, or not arrived.
    /// </summary>
    public int TwiceByLastReply { get; init; }

    /// <summary>
    /// Copies too many that came after a cut, of what stood in the reply before that: its acknowledgement was on the way to the disk.
    /// </summary>
    public int TwiceByReplyBefore { get; init; }

    /// <summary>Copies too many with no cut to explain them.</summary>
    public int TwiceWithoutCut { get; init; }

    /// <summary>Came, for the first time, after a later one of the same sender to the same receiver.</summary>
    public int OutOfOrder { get; init; }

    /// <summary>Came with another text than was sent, or was never sent.</summary>
    public int Strange { get; init; }

    /// <summary>Whether everything is as promised (protocol.md §4).</summary>
    public bool IsClean => this is { Lost: 0, RefusedYetThere: 0, TwiceWithoutCut: 0, OutOfOrder: 0, Strange: 0 };

    /// <summary>What two ledgers say together.</summary>
    public static Findings operator +(Findings one, Findings other) => new()
    {
        Attempted = one.Attempted + other.Attempted,
        Acknowledged = one.Acknowledged + other.Acknowledged,
        Refused = one.Refused + other.Refused,
        Received = one.Received + other.Received,
        Lost = one.Lost + other.Lost,
        RefusedYetThere = one.RefusedYetThere + other.RefusedYetThere,
        TwiceByLastReply = one.TwiceByLastReply + other.TwiceByLastReply,
        TwiceByReplyBefore = one.TwiceByReplyBefore + other.TwiceByReplyBefore,
        TwiceWithoutCut = one.TwiceWithoutCut + other.TwiceWithoutCut,
        OutOfOrder = one.OutOfOrder + other.OutOfOrder,
        Strange = one.Strange + other.Strange,
    };

    /// <inheritdoc cref="op_Addition"/>
    public static Findings Add(Findings one, Findings other) => one + other;
}
