using Tqq.Core.Profiles;

namespace Tqq.Server.Web.Api;

/// <summary>What the fields of a profile are called in bodies.</summary>
internal static class ProfileNames
{
    private static readonly Dictionary<ProfileField, string> s_names = new()
    {
        [ProfileField.NK] = "nick",
        [ProfileField.FC] = "avatar",
        [ProfileField.SX] = "sex",
        [ProfileField.AG] = "age",
        [ProfileField.BT] = "bloodType",
        [ProfileField.CO] = "constellation",
        [ProfileField.SH] = "zodiac",
        [ProfileField.CY] = "country",
        [ProfileField.PV] = "province",
        [ProfileField.CT] = "city",
        [ProfileField.AD] = "address",
        [ProfileField.PC] = "postcode",
        [ProfileField.PH] = "phone",
        [ProfileField.MO] = "mobile",
        [ProfileField.EM] = "email",
        [ProfileField.HP] = "homePage",
        [ProfileField.RN] = "realName",
        [ProfileField.JB] = "job",
        [ProfileField.SC] = "school",
        [ProfileField.PR] = "introduction",
    };

    /// <summary>The names of the fields whose owner chooses who sees them.</summary>
    public static IReadOnlyList<string> Choosable { get; } =
        [.. s_names.Where(name => FieldRules.Of(name.Key).Audience is not null).Select(name => name.Value)];

    /// <summary>The name of a field.</summary>
    public static string Of(ProfileField field) => s_names[field];

    /// <summary>The field of a name that there is.</summary>
    public static ProfileField FieldOf(string name) => s_names.First(known => known.Value == name).Key;
}
