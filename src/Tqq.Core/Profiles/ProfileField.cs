namespace Tqq.Core.Profiles;

/// <summary>
/// The fields of a profile, by their keys in GetInfo (protocol.md §5.4). Members stand in the protocol's own, alphabetical
/// order; NK comes last there as on the wire.
/// </summary>
public enum ProfileField : byte
{
    /// <summary>Address.</summary>
    AD,

    /// <summary>Age in years.</summary>
    AG,

    /// <summary>Blood type, a code 0..5.</summary>
    BT,

    /// <summary>Constellation, a code 0..12.</summary>
    CO,

    /// <summary>City.</summary>
    CT,

    /// <summary>Unknown; always the control character 1.</summary>
    CV,

    /// <summary>Country.</summary>
    CY,

    /// <summary>E-mail address.</summary>
    EM,

    /// <summary>Avatar id; image number = FC/3+1.</summary>
    FC,

    /// <summary>Home page.</summary>
    HP,

    /// <summary>Unknown; always `-`.</summary>
    ID,

    /// <summary>Job.</summary>
    JB,

    /// <summary>Mobile number; whoever may not see it sees its beginning.</summary>
    MO,

    /// <summary>Unknown; always `0`.</summary>
    MT,

    /// <summary>Unknown; always empty.</summary>
    MV,

    /// <summary>Postcode.</summary>
    PC,

    /// <summary>Phone number.</summary>
    PH,

    /// <summary>Introduction.</summary>
    PR,

    /// <summary>Province.</summary>
    PV,

    /// <summary>Real name.</summary>
    RN,

    /// <summary>School.</summary>
    SC,

    /// <summary>Zodiac animal, a code 0..12.</summary>
    SH,

    /// <summary>Sex, a code: 0 male, 1 female.</summary>
    SX,

    /// <summary>Nickname.</summary>
    NK,
}
