using System.Collections.Immutable;
using System.Globalization;
using Tqq.Core.Profiles;

namespace Tqq.Server.Web.Api.Me;

/// <summary>Turns profiles into bodies, and bodies into what changes of a profile.</summary>
internal static class ProfileForm
{
    private static readonly (ProfileField Field, Func<ProfileBody, string?> Read)[] s_members =
    [
        (ProfileField.NK, body => body.Nick),
        (ProfileField.FC, body => Text(body.Avatar)),
        (ProfileField.SX, body => Code(ProfileCodes.Sex, body.Sex, "sex")),
        (ProfileField.AG, body => Text(body.Age)),
        (ProfileField.BT, body => Code(ProfileCodes.BloodType, body.BloodType, "bloodType")),
        (ProfileField.CO, body => Code(ProfileCodes.Constellation, body.Constellation, "constellation")),
        (ProfileField.SH, body => Code(ProfileCodes.Zodiac, body.Zodiac, "zodiac")),
        (ProfileField.CY, body => body.Country),
        (ProfileField.PV, body => body.Province),
        (ProfileField.CT, body => body.City),
        (ProfileField.AD, body => body.Address),
        (ProfileField.PC, body => body.Postcode),
        (ProfileField.PH, body => body.Phone),
        (ProfileField.MO, body => body.Mobile),
        (ProfileField.EM, body => body.Email),
        (ProfileField.HP, body => body.HomePage),
        (ProfileField.RN, body => body.RealName),
        (ProfileField.JB, body => body.Job),
        (ProfileField.SC, body => body.School),
        (ProfileField.PR, body => body.Introduction),
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
        foreach (var (field, read) in s_members)
        {
            if (read(body) is not { } value)
                continue;
            if (!FieldRules.Of(field).Takes(value))
            {
                var name = $"profile.{ProfileNames.Of(field)}";
                throw new BadInputException(FieldWords.FaultOf(FieldRules.Of(field), name),
                    $"{name} must be {FieldRules.Of(field).Allowed}");
            }
            fields.Add(new(field, value));
        }

        return fields.DrainToImmutable();
    }

    /// <summary>Who sees which field.</summary>
    public static Dictionary<string, string> Show(FieldAudiences audiences) => s_members
        .Where(member => FieldRules.Of(member.Field).Audience is not null)
        .ToDictionary(member => ProfileNames.Of(member.Field), member => SettingWords.Word(audiences[member.Field]));

    /// <summary>Who is to see which field.</summary>
    /// <exception cref="BadInputException">Something gives no choice, or is none.</exception>
    public static ImmutableArray<KeyValuePair<ProfileField, Audience>> Read(Dictionary<string, string> choices, string path) =>
        SettingWords.ReadAudiences(choices, path, ProfileNames.Choosable, ProfileNames.FieldOf);

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
