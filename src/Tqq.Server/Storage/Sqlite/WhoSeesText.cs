using Tqq.Core.Profiles;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Who sees which field of a profile, as one text column: `AD=everyone MO=friends`. Only what is not as by default stands in it.
/// </summary>
internal static class WhoSeesText
{
    public static string Write(FieldAudiences audiences) =>
        string.Join(' ', audiences.Chosen.Select(pair => $"{pair.Key}={Word(pair.Value)}"));

    /// <exception cref="FormatException">The text is none.</exception>
    /// <exception cref="ArgumentException">A field gives no choice.</exception>
    public static FieldAudiences Read(string text)
    {
        var audiences = default(FieldAudiences);
        foreach (var choice in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            audiences = choice.Split('=') is [var field, var word]
                ? audiences.With(ProfileJson.FieldOf(field), AudienceOf(word))
                : throw new FormatException(choice);
        return audiences;
    }

    private static string Word(Audience audience) => audience switch
    {
        Audience.Friends => "friends",
        Audience.Everyone => "everyone",
        _ => "nobody",
    };

    private static Audience AudienceOf(string word)
    {
        foreach (var audience in Enum.GetValues<Audience>())
            if (Word(audience) == word)
                return audience;
        throw new FormatException(word);
    }
}
