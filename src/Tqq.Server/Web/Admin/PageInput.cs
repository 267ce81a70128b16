using System.Globalization;

namespace Tqq.Server.Web.Admin;

/// <summary>Reads what the routes of pages are told.</summary>
internal static class PageInput
{
    /// <summary>How many lines a page may have whose lines are short.</summary>
    public const int Longest = 1000;

    /// <summary>How many lines it has where nobody says.</summary>
    public const int Usual = 100;

    /// <summary>How many lines a page is to have.</summary>
    public static int Limit(int limit) => limit is >= 1 and <= Longest ? limit : throw new BadInputException(
        new("limit", InputRule.Number, 1, Longest),
        string.Create(CultureInfo.InvariantCulture, $"limit is {limit}, but must be a number from 1 to {Longest}"));

    /// <summary>A number behind or before which a page begins.</summary>
    public static uint Number(long number, string path) => number is >= 0 and <= uint.MaxValue ? (uint)number
        : throw new BadInputException(new(path, InputRule.Number, 0, uint.MaxValue), string.Create(
            CultureInfo.InvariantCulture, $"{path} is {number}, but must be a number from 0 to {uint.MaxValue}"));

    /// <summary>A text of one line.</summary>
    public static string Line(string? text, string path, int longest) =>
        text is null || (text.Length <= longest && !text.Any(char.IsControl))
            ? text ?? ""
            : throw new BadInputException(new(path, InputRule.Text, Max: longest),
                $"{path} must be a text of at most {longest} characters without control characters");
}
