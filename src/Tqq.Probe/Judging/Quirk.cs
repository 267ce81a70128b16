using System.Text.RegularExpressions;
using Tqq.Probe.Asking;

namespace Tqq.Probe.Judging;

/// <summary>A difference that is allowed because it is documented: an oddity of the original (protocol.md §7), or a setting.</summary>
/// <param name="Name">Which one.</param>
/// <param name="Shows">Whether an observation shows it.</param>
internal sealed partial record Quirk(string Name, Func<Observation, bool> Shows)
{
    /// <summary>The original refuses the first CD=2 (§5.6 of the article, §7).</summary>
    public static readonly Quirk FirstAskIsRefused = new("tencent-2006: a first Ack_AddToList with CD=2 is refused", seen => seen.IsDenied);

    /// <summary>The original now and then says nothing to a text with an `h` (§7).</summary>
    public static readonly Quirk TextIsSwallowed = new("tencent-2006: a text with a lower-case h now and then gets NULL", seen =>
        seen.IsNull);

    /// <summary>Too fast, although the probe keeps to the documented rates: a server may be stricter (§6).</summary>
    public static readonly Quirk WasTooFast = new("§6: RES=3 for being too fast; asked again", seen => seen.IsDenied);

    /// <summary>`HI` and `LI` are settings (§3).</summary>
    public static readonly Quirk OtherTimes = new("§3: HI and LI are settings", seen => OtherTimesThan60And300().IsMatch(seen.Text));

    [GeneratedRegex("&RES=0&RS=0&HI=[0-9]+&LI=[0-9]+$")]
    private static partial Regex OtherTimesThan60And300();
}
