using System.Collections.Immutable;

namespace Tqq.Protocol.Replies;

/// <summary>Which fields GetInfo shows at which level, in the order of the wire (protocol.md §5.4).</summary>
public static class InfoKeys
{
    private static readonly ImmutableArray<string> Brief = ["LV", "UN", "NK"];

    private static readonly ImmutableArray<string> Usual =
        ["AD", "AG", "EM", "FC", "HP", "JB", "LV", "PC", "PH", "PR", "PV", "RN", "SC", "SX", "UN", "NK"];

    private static readonly ImmutableArray<string> Detailed =
    [
        "AD", "AG", "BT", "CO", "CT", "CV", "CY", "EM", "FC", "HP", "ID", "JB", "LV", "MO", "MT", "MV",
        "PC", "PH", "PR", "PV", "RN", "SC", "SH", "SX", "UN", "NK",
    ];

    /// <summary>The keys of a level; every level above 3 is as 3.</summary>
    public static ImmutableArray<string> OfLevel(uint level) => level switch
    {
        0 or 1 => Brief,
        2 => Usual,
        _ => Detailed,
    };
}
