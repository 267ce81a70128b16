namespace Tqq.Faults.Wire.Slow;

/// <summary>How an attacker wastes a connection.</summary>
internal enum Kind
{
    /// <summary>A head, one byte a second.</summary>
    Head,

    /// <summary>A good head, then a body of which one byte a second comes.</summary>
    Body,

    /// <summary>A request with a large reply that is read one byte a second, through a window of 2 KiB.</summary>
    Read,

    /// <summary>Nothing at all.</summary>
    Idle,
}
