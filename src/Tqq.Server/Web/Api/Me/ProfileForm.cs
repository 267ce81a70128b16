using System.Collections.Immutable;
using System.Globalization;
using Tqq.Core.Profiles;

namespace Tqq.Server.Web.Api.Me;

/// <summary>Turns profiles into bodies, and bodies into what changes of a profile.</summary>
internal static class ProfileForm
{
    private static readonly (ProfileField Field, string Name, Func<ProfileBody, string?> Read)[] s_members =
    [
        (ProfileField.NK, "nick", body => body.Nick),
        (ProfileField.FC, "avatar", body => Text(body.Avatar)),
        (ProfileField.SX, "sex", body => Code(ProfileCodes.Sex, body.Sex, "sex")),
        (ProfileField.AG, "age", body => Text(body.Age)),
        (ProfileField.BT, "bloodType", body => Code(ProfileCodes.BloodType, body.BloodType, "bloodType")),
        (ProfileField.CO, "constellation", body => Code(ProfileCodes.Constellation, body.Constellation, "constellation")),
        (ProfileField.SH, "zodiac", body => Code(ProfileCodes.Zodiac, body.Zodiac, "zodiac")),
        (ProfileField.CY, "country", body => body.Country),
        (ProfileField.PV, "province", body => body.Province),
        (ProfileField.CT, "city", body => body.City),
        (ProfileField.AD, "address", body => body.Address),
        (ProfileField.PC, "postcode", body => body.Postcode),
        (ProfileField.PH, "phone", body => body.Phone),
        (ProfileField.MO, "mobile", body => body.Mobile),
        (ProfileField.EM, "email", body => body.Email),
        (ProfileField.HP, "homePage", body => body.HomePage),
        (ProfileField.RN, "realName", body => body.RealName),
        (ProfileField.JB, "job", body => body.Job),
        (ProfileField.SC, "school", body => body.School),
        (ProfileField.PR, "introduction", body => body.Introduction),
    ];

    /// <summary>A profile as a body.</summary>
    public static ProfileBody Show(Profile profile)
    {
        return new(
            profile.Nick, profile.Avatar, ProfileCodes.Sex.Name(profile), Number(profile[ProfileField.AG]),
            ProfileCodes.BloodType.Name(profile), ProfileCodes.Constellation.Name(profile), ProfileCodes.Zodiac.Name(profile),
            Said(ProfileField.CY), Said(ProfileField.PV), Said(ProfileField.CT), Said(ProfileField.AD), Said(ProfileField.PC),
            Said(ProfileField.PH), Said(ProfileField.MO), Said(ProfileField.EM), Said(ProfileField.HP), Said(ProfileField.RN),
            Said(ProfileField.JB), Said(ProfileField.SC), Said(ProfileField.PR));

        string? Said(ProfileField field) => profile[field] is { Length: > 0 } text ? text : null;
    }

    /// <summary>What a body changes.</summary>
    /// <exception cref="BadInputException">A value may not be so.</exception>
    public static ImmutableArray<KeyValuePair<ProfileField, string>> Read(ProfileBody body)
    {
        var fields = ImmutableArray.CreateBuilder<KeyValuePair<ProfileField, string>>();
        foreach (var (field, name, read) in s_members)
        {
            if (read(body) is not { } value)
                continue;
            if (!FieldRules.Of(field).Takes(value))
                throw new BadInputException($"profile.{name} must be {FieldRules.Of(field).Allowed}");
            fields.Add(new(field, value));
        }

        return fields.DrainToImmutable();
    }

    /// <summary>What a field is called in bodies.</summary>
    public static string NameOf(ProfileField field) => Array.Find(s_members, member => member.Field == field).Name;

    /// <summary>The names of the fields whose owner chooses who sees them.</summary>
    public static IReadOnlyList<string> Choosable { get; } =
        [.. s_members.Where(member => FieldRules.Of(member.Field).Audience is not null).Select(member => member.Name)];

    /// <summary>Who sees which field.</summary>
    public static Dictionary<string, string> Show(FieldAudiences audiences) => s_members
        .Where(member => FieldRules.Of(member.Field).Audience is not null)
        .ToDictionary(member => member.Name, member => SettingWords.Word(audiences[member.Field]));

    /// <summary>Who is to see which field.</summary>
    /// <exception cref="BadInputException">Something gives no choice, or is none.</exception>
    public static ImmutableArray<KeyValuePair<ProfileField, Audience>> Read(Dictionary<string, string> choices, string path) =>
        SettingWords.ReadAudiences(choices, path, Choosable, name => Array.Find(s_members, member => member.Name == name).Field);

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Code(CodeTable codes, string? name, string path) => name is null ? null : codes.Code(name, "profile." + path);

    private static long? Number(string text) => text == "0" ? null : long.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The words for what a profile says.</summary>
    public static WordsBody Words(Profile profile) => new(
        new(ProfileCodes.Sex.English(profile), ProfileCodes.BloodType.English(profile), ProfileCodes.Constellation.English(profile),
            ProfileCodes.Zodiac.English(profile)),
        new(ProfileCodes.Sex.Chinese(profile), ProfileCodes.BloodType.Chinese(profile), ProfileCodes.Constellation.Chinese(profile),
            ProfileCodes.Zodiac.Chinese(profile)));
}
