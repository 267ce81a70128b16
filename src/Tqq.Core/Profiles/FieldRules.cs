using static Tqq.Core.Profiles.FieldRule;

namespace Tqq.Core.Profiles;

/// <summary>The table of all profile fields: defaults, legal values, privacy (protocol.md §5.4).</summary>
public static class FieldRules
{
    private static readonly FieldRule[] ByField =
    [
        Text(ProfileField.AD, 200, isPrivate: true),
        Number(ProfileField.AG, 200),
        Code(ProfileField.BT, "", "A型", "B型", "O型", "AB型", "其他"),
        Code(ProfileField.CO, "", "水瓶座", "双鱼座", "牡羊座", "金牛座", "双子座", "巨蟹座", "狮子座", "处女座", "天秤座", "天蝎座", "射手座", "摩羯座"),
        Text(ProfileField.CT, 60),
        Unknown(ProfileField.CV, "\u0001"),
        Text(ProfileField.CY, 60),
        Text(ProfileField.EM, 100, isPrivate: true),
        Number(ProfileField.FC, 65_535) with { KeepsDefault = true },
        Text(ProfileField.HP, 200),
        Unknown(ProfileField.ID, "-"),
        Text(ProfileField.JB, 60),
        Text(ProfileField.MO, 30),
        Unknown(ProfileField.MT, "0"),
        Unknown(ProfileField.MV, ""),
        Text(ProfileField.PC, 20, isPrivate: true),
        Text(ProfileField.PH, 60, isPrivate: true),
        Text(ProfileField.PR, 500),
        Text(ProfileField.PV, 60),
        Text(ProfileField.RN, 60, isPrivate: true),
        Text(ProfileField.SC, 100),
        Code(ProfileField.SH, "", "鼠", "牛", "虎", "兔", "龙", "蛇", "马", "羊", "猴", "鸡", "狗", "猪"),
        Code(ProfileField.SX, "男", "女") with { KeepsDefault = true },
        Name(ProfileField.NK, 32),
    ];

    /// <summary>All rules, in the order of <see cref="ProfileField"/>.</summary>
    public static IReadOnlyList<FieldRule> All => ByField;

    /// <summary>The rule of one field.</summary>
    public static FieldRule Of(ProfileField field) => ByField[(int)field];
}
