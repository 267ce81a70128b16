using System.Globalization;
using Tqq.Core.Profiles;

namespace Tqq.Server.Web.Api;

/// <summary>The profile fields that are codes on the wire (protocol.md §5.4): the name of each value, and its words.</summary>
internal static class ProfileCodes
{
    public static readonly CodeTable Sex = new(ProfileField.SX, ("male", "male", "男"), ("female", "female", "女"));

    public static readonly CodeTable BloodType = new(ProfileField.BT,
        ("", "", ""), ("A", "A", "A型"), ("B", "B", "B型"), ("O", "O", "O型"), ("AB", "AB", "AB型"), ("other", "other", "其他"));

    public static readonly CodeTable Constellation = new(ProfileField.CO,
        ("", "", ""), ("aquarius", "Aquarius", "水瓶座"), ("pisces", "Pisces", "双鱼座"), ("aries", "Aries", "牡羊座"),
        ("taurus", "Taurus", "金牛座"), ("gemini", "Gemini", "双子座"), ("cancer", "Cancer", "巨蟹座"), ("leo", "Leo", "狮子座"),
        ("virgo", "Virgo", "处女座"), ("libra", "Libra", "天秤座"), ("scorpio", "Scorpio", "天蝎座"),
        ("sagittarius", "Sagittarius", "射手座"), ("capricorn", "Capricorn", "摩羯座"));

    public static readonly CodeTable Zodiac = new(ProfileField.SH,
        ("", "", ""), ("rat", "rat", "鼠"), ("ox", "ox", "牛"), ("tiger", "tiger", "虎"), ("rabbit", "rabbit", "兔"),
        ("dragon", "dragon", "龙"), ("snake", "snake", "蛇"), ("horse", "horse", "马"), ("goat", "goat", "羊"),
        ("monkey", "monkey", "猴"), ("rooster", "rooster", "鸡"), ("dog", "dog", "狗"), ("pig", "pig", "猪"));
}

/// <summary>A field that is a code.</summary>
/// <param name="field">The field.</param>
/// <param name="values">By code: the name that stands in bodies, and its words.</param>
internal sealed class CodeTable(ProfileField field, params (string Name, string English, string Chinese)[] values)
{
    // Of some fields the default says something: what nobody has said is no value of theirs.
    private readonly bool _mayBeUnsaid = FieldRules.Of(field).KeepsDefault;

    /// <summary>The names of all values, an empty one among them where the field may say nothing.</summary>
    public IEnumerable<string> Names => [.. _mayBeUnsaid ? [""] : Array.Empty<string>(), .. values.Select(value => value.Name)];

    /// <summary>The name of what a profile says; null where that is nothing.</summary>
    public string? Name(Profile profile) => Said(Value(profile).Name);

    public string? English(Profile profile) => Said(Value(profile).English);

    public string? Chinese(Profile profile) => Said(Value(profile).Chinese);

    /// <summary>The code of a name.</summary>
    /// <param name="name">The name; empty for what says nothing.</param>
    /// <param name="path">Where it stands in the body.</param>
    public string Code(string name, string path)
    {
        if (name.Length == 0 && _mayBeUnsaid)
            return name;
        for (var code = 0; code < values.Length; code++)
            if (values[code].Name == name)
                return code.ToString(CultureInfo.InvariantCulture);
        throw new BadInputException(new(path, InputRule.Choice),
            $"{path} is '{BadInputException.Shown(name)}', but must be {string.Join(", ",
            Names.Select(known => known.Length == 0 ? "empty" : known))}");
    }

    private (string Name, string English, string Chinese) Value(Profile profile) => _mayBeUnsaid && !profile.Says(field) ? ("", "", "")
        : values[int.Parse(profile[field], CultureInfo.InvariantCulture)];

    private static string? Said(string text) => text.Length == 0 ? null : text;
}
