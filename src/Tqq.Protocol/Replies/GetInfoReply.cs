using System.Collections.Immutable;
using System.Text;
using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Replies;

/// <summary>
/// `&amp;&lt;key&gt;=&lt;value&gt;...` with the keys of the level in their order (protocol.md §5.4). No lists, so no trailing commas.
/// </summary>
/// <param name="Level">`LV`, as asked.</param>
/// <param name="Target">`UN`: whose profile it is.</param>
/// <param name="Values">The values of the other keys, at least those of the level.</param>
public sealed record GetInfoReply(uint Level, uint Target, ImmutableDictionary<string, string> Values) : Reply
{
    internal static Reply? Read(BodyFields fields)
    {
        if (fields.Number("LV"u8) is not { } level || fields.Number("UN"u8) is not { } target)
            return null;
        var values = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var key in InfoKeys.OfLevel(level))
            if (key is not ("LV" or "UN") && fields.Text([(byte)key[0], (byte)key[1]]) is { } value)
                values[key] = value;
        return new GetInfoReply(level, target, values.ToImmutable());
    }

    internal override void WriteFields(BodyWriter body)
    {
        Span<byte> name = stackalloc byte[2];
        foreach (var key in InfoKeys.OfLevel(Level))
        {
            body.Raw("&"u8);
            Encoding.ASCII.GetBytes(key, name);
            body.Raw(name);
            body.Raw("="u8);
            if (key == "LV")
                body.Number(Level);
            else if (key == "UN")
                body.Number(Target);
            else
                body.ReplyText(Values.GetValueOrDefault(key, ""));
        }
    }

    /// <inheritdoc/>
    public bool Equals(GetInfoReply? other) => other is not null && Level == other.Level && Target == other.Target
        && InfoKeys.OfLevel(Level).All(key => Values.GetValueOrDefault(key, "") == other.Values.GetValueOrDefault(key, ""));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Level, Target);
}

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
