using System.Collections.Immutable;
using System.Globalization;

namespace Tqq.Client;

/// <summary>
/// What an account shows of itself (GetInfo, protocol.md §5.4). A field that was not asked for, or that the
/// account keeps to itself, is empty.
/// </summary>
/// <param name="Uin">`UN`: whose it is.</param>
/// <param name="Fields">All fields by the two letters of the wire (`NK`, `AG`, ...), as they came.</param>
public sealed record UserProfile(uint Uin, ImmutableDictionary<string, string> Fields)
{
    /// <summary>A field by its two letters; empty where it is not there.</summary>
    /// <param name="key">Such as `NK`.</param>
    public string this[string key] => Fields.GetValueOrDefault(key, "");

    /// <summary>`NK`: the nickname.</summary>
    public string Nick => this["NK"];

    /// <summary>`AG`: the age in years, where it is a number.</summary>
    public uint? Age => Number("AG");

    /// <summary>`SX`: 0 male, 1 female.</summary>
    public uint? Sex => Number("SX");

    /// <summary>`FC`: the avatar id.</summary>
    public uint? Avatar => Number("FC");

    /// <summary>`BT`: blood type, 0 unsaid, 1 A, 2 B, 3 O, 4 AB, 5 other.</summary>
    public uint? BloodType => Number("BT");

    /// <summary>`CO`: constellation, 0 unsaid, 1 Aquarius to 12 Capricorn.</summary>
    public uint? Constellation => Number("CO");

    /// <summary>`SH`: the animal of the zodiac, 0 unsaid, 1 rat to 12 pig.</summary>
    public uint? Zodiac => Number("SH");

    /// <summary>`CY`: country.</summary>
    public string Country => this["CY"];

    /// <summary>`PV`: province.</summary>
    public string Province => this["PV"];

    /// <summary>`CT`: city.</summary>
    public string City => this["CT"];

    /// <summary>`AD`: postal address.</summary>
    public string Address => this["AD"];

    /// <summary>`PC`: postcode.</summary>
    public string Postcode => this["PC"];

    /// <summary>`EM`: e-mail address.</summary>
    public string Email => this["EM"];

    /// <summary>`PH`: telephone.</summary>
    public string Phone => this["PH"];

    /// <summary>`MO`: mobile phone, perhaps masked.</summary>
    public string Mobile => this["MO"];

    /// <summary>`RN`: real name.</summary>
    public string RealName => this["RN"];

    /// <summary>`SC`: school.</summary>
    public string School => this["SC"];

    /// <summary>`JB`: job.</summary>
    public string Job => this["JB"];

    /// <summary>`HP`: home page.</summary>
    public string HomePage => this["HP"];

    /// <summary>`PR`: introduction.</summary>
    public string Introduction => this["PR"];

    private uint? Number(string key) =>
        uint.TryParse(this[key], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

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
