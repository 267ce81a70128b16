namespace Tqq.Client;

/// <summary>How much of a profile to ask for (`LV`, protocol.md §5.4).</summary>
public enum ProfileDetail
{
    /// <summary>The nickname only, `LV=1`.</summary>
    Brief = 1,

    /// <summary>The usual fields, `LV=2`.</summary>
    Usual = 2,

    /// <summary>All fields, `LV=3`.</summary>
    Full = 3,
}
