using System.Text.RegularExpressions;

namespace Tqq.Architecture.Tests;

/// <summary>What stands in the log can be looked for by its number.</summary>
public sealed partial class EventTests
{
    [Fact]
    public void No_two_events_of_a_project_have_one_number() => Assert.Empty(Sources.Of("src")
        .SelectMany(file => Number().Matches(File.ReadAllText(file)).Select(match => (Project: ProjectOf(file), match.Groups[1].Value)))
        .GroupBy(found => found).Where(same => same.Count() > 1).Select(same => same.Key));

    private static string ProjectOf(string file) => Path.GetRelativePath(Sources.Root, file).Split(Path.DirectorySeparatorChar)[1];

    [GeneratedRegex(@"\[LoggerMessage\(\s*(\d+)")]
    private static partial Regex Number();
}
