using System.Collections.Immutable;
using System.Globalization;

namespace Tqq.Client;

/// <summary>A profile of the API as HTTP QQ has it: fields of two letters, some of them codes (protocol.md §5.4).</summary>
internal static class WireProfile
{
    private static readonly string[] s_sexes = ["male", "female"];
    private static readonly string[] s_bloodTypes = ["", "A", "B", "O", "AB", "other"];

    private static readonly string[] s_constellations =
    [
        "", "aquarius", "pisces", "aries", "taurus", "gemini", "cancer", "leo", "virgo", "libra", "scorpio", "sagittarius", "capricorn",
    ];

    private static readonly string[] s_zodiac =
        ["", "rat", "ox", "tiger", "rabbit", "dragon", "snake", "horse", "goat", "monkey", "rooster", "dog", "pig"];

    public static UserProfile Of(uint uin, ApiProfile profile)
    {
        var fields = new (string Key, string? Value)[]
        {
            ("NK", profile.Nick), ("FC", Text(profile.Avatar)), ("SX", Code(s_sexes, profile.Sex)), ("AG", Text(profile.Age)),
            ("BT", Code(s_bloodTypes, profile.BloodType)), ("CO", Code(s_constellations, profile.Constellation)),
            ("SH", Code(s_zodiac, profile.Zodiac)), ("CY", profile.Country), ("PV", profile.Province), ("CT", profile.City),
            ("AD", profile.Address), ("PC", profile.Postcode), ("PH", profile.Phone), ("MO", profile.Mobile), ("EM", profile.Email),
            ("HP", profile.HomePage), ("RN", profile.RealName), ("JB", profile.Job), ("SC", profile.School), ("PR", profile.Introduction),
        };
        return new(uin, fields.Where(field => field.Value is not null).ToImmutableDictionary(field => field.Key, field => field.Value!));
    }

    private static string? Text(uint? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Code(string[] words, string? word) =>
        word is not null && Array.IndexOf(words, word) is >= 0 and var code ? Text((uint)code) : null;
}
