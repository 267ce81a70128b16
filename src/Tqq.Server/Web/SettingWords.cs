using System.Collections.Immutable;
using System.Text.Json;
using Tqq.Core.Profiles;

namespace Tqq.Server.Web;

/// <summary>
/// The words that stand for the values of a setting, the same in both APIs. What is wrong is a <see cref="BadInputException"/>.
/// </summary>
internal static class SettingWords
{
    /// <summary>The word that stands for a value.</summary>
    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>All words, in the order of the values.</summary>
    public static IReadOnlyList<string> WordsOf<T>() where T : struct, Enum => [.. Enum.GetValues<T>().Select(Word)];

    /// <summary>The value that a word stands for; null for null.</summary>
    /// <param name="word">The word.</param>
    /// <param name="path">Where it stands in the body.</param>
    public static T? ReadWord<T>(string? word, string path) where T : struct, Enum
    {
        if (word is null)
            return null;
        foreach (var value in Enum.GetValues<T>())
            if (Word(value) == word)
                return value;
        throw new BadInputException(
            new(path, InputRule.Choice), $"{path} is '{BadInputException.Shown(word)}', but must be {string.Join(", ", WordsOf<T>())}");
    }

    /// <summary>Who is to see which fields of a profile.</summary>
    /// <param name="choices">A word for each name of a field.</param>
    /// <param name="path">Where they stand in the body.</param>
    /// <param name="names">The names of the fields that give a choice.</param>
    /// <param name="fieldOf">The field that has such a name.</param>
    public static ImmutableArray<KeyValuePair<ProfileField, Audience>> ReadAudiences(
        Dictionary<string, string> choices, string path, IReadOnlyList<string> names, Func<string, ProfileField> fieldOf) =>
    [
        .. from pair in choices
           let field = names.Contains(pair.Key) ? fieldOf(pair.Key) : throw new BadInputException(
               $"{path}.{BadInputException.Shown(pair.Key)} gives no choice who sees it; these do: {string.Join(' ', names)}")
           select KeyValuePair.Create(field, ReadWord<Audience>(pair.Value, $"{path}.{pair.Key}")!.Value),
    ];
}
