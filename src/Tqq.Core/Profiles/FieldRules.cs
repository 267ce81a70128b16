using System.Collections.Frozen;
using static Tqq.Core.Profiles.FieldRule;

namespace Tqq.Core.Profiles;

/// <summary>
/// The table of all profile fields: defaults, legal values, and who sees them (protocol.md §5.4). Nickname, avatar and introduction are
/// what lists and searches show of an account, and a sex that is not said cannot be written on the wire: these four give no choice.
/// </summary>
public static class FieldRules
{
    private static readonly FieldRule[] ByField =
    [
        Text(ProfileField.AD, 200, Audience.Friends),
        Number(ProfileField.AG, 200, Audience.Everyone),
        Code(ProfileField.BT, Audience.Everyone, "", "A型", "B型", "O型", "AB型", "其他"),
        Code(ProfileField.CO, Audience.Everyone, "", "水瓶座", "双鱼座", "牡羊座", "金牛座", "双子座", "巨蟹座", "狮子座", "处女座", "天秤座",
            "天蝎座", "射手座", "摩羯座"),
        Text(ProfileField.CT, 60, Audience.Everyone),
        Unknown(ProfileField.CV, "\u0001"),
        Text(ProfileField.CY, 60, Audience.Everyone),
        Text(ProfileField.EM, 100, Audience.Friends),
        Number(ProfileField.FC, 65_535, null) with { KeepsDefault = true },
        Text(ProfileField.HP, 200, Audience.Everyone),
        Unknown(ProfileField.ID, "-"),
        Text(ProfileField.JB, 60, Audience.Everyone),
        Text(ProfileField.MO, 30, Audience.Nobody) with { Mask = Beginning },
        Unknown(ProfileField.MT, "0"),
        Unknown(ProfileField.MV, ""),
        Text(ProfileField.PC, 20, Audience.Friends),
        Text(ProfileField.PH, 60, Audience.Friends),
        Text(ProfileField.PR, 500, null),
        Text(ProfileField.PV, 60, Audience.Everyone),
        Text(ProfileField.RN, 60, Audience.Friends),
        Text(ProfileField.SC, 100, Audience.Everyone),
        Code(ProfileField.SH, Audience.Everyone, "", "鼠", "牛", "虎", "兔", "龙", "蛇", "马", "羊", "猴", "鸡", "狗", "猪"),
        Code(ProfileField.SX, null, "男", "女") with { KeepsDefault = true },
        Name(ProfileField.NK, 32),
    ];

    private static readonly FrozenDictionary<string, FieldRule> ByKey = ByField.ToFrozenDictionary(rule => rule.Field.ToString());

    /// <summary>All rules, in the order of <see cref="ProfileField"/>.</summary>
    public static IReadOnlyList<FieldRule> All => ByField;

    /// <summary>The rule of the field that has a key on the wire, such as NK; null where none has.</summary>
    public static FieldRule? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>The rule of one field.</summary>
    public static FieldRule Of(ProfileField field) => ByField[(int)field];

    // As the article saw it: 136********. A number too short to keep three digits of keeps none.
    private static string Beginning(string number) =>
        number.Length > 3 ? number[..3] + new string('*', number.Length - 3) : new('*', number.Length);
}
