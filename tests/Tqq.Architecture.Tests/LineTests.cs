using System.Text.RegularExpressions;

namespace Tqq.Architecture.Tests;

/// <summary>Lines and files have a length that can be read.</summary>
public sealed partial class LineTests
{
    private const int LongestLine = 140;
    private const int LongestFile = 250;

    private static readonly string[] s_rooms = ["src", "tests", "bench", "samples"];

    [Fact]
    public void A_line_has_140_characters_at_most_unless_one_text_alone_does_not_fit() =>
        Assert.Empty(Sources.Of(s_rooms).SelectMany(TooLong));

    [Fact]
    public void A_line_of_the_page_has_no_more_characters() => Assert.Empty(Sources.OfPage.SelectMany(TooLong));

    [Fact]
    public void A_file_of_the_program_has_250_lines_at_most() =>
        Assert.DoesNotContain(Sources.Of("src"), file => File.ReadLines(file).Count() > LongestFile);

    // Inside a text of several lines a line is as long as the text wants it.
    private static IEnumerable<string> TooLong(string file)
    {
        var isInText = false;
        foreach (var (at, line) in File.ReadLines(file).Index())
        {
            var isOpen = isInText;
            isInText ^= line.Split("\"\"\"").Length % 2 == 0;
            if (line.Length > LongestLine && !isOpen && !isInText && !Text().Matches(line).Any(text => text.Length > LongestLine / 2))
                yield return $"{file}:{at + 1}";
        }
    }

    [GeneratedRegex("\"(\\\\.|[^\"\\\\])*\"")]
    private static partial Regex Text();
}
