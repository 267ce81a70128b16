using System.Text.Json;

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
        throw new BadInputException($"{path} is '{BadInputException.Shown(word)}', but must be {string.Join(", ", WordsOf<T>())}");
    }
}
