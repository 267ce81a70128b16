using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>
/// How each view looked when somebody last looked at it and found it good: a file for each view, a line for each width, theme and language.
/// With LOOKS=write in the environment what looks another way is written instead of being a fault.
/// </summary>
internal static class LookBook
{
    /// <summary>So large a share of the cells may look another way: names of days and times are not the same in every run.</summary>
    public const double Tolerance = 0.06;

    private static readonly Lock s_writing = new();

    /// <summary>Whether what looks another way is written.</summary>
    public static bool IsWritten { get; } = Environment.GetEnvironmentVariable("LOOKS") == "write";

    /// <summary>Whether a look of a view is in the book.</summary>
    public static bool Knows(string view, string setting) => Read(view).ContainsKey(setting);

    /// <summary>Compares a look with the one in the book.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? Compare(string view, string setting, Look look)
    {
        if (!Read(view).TryGetValue(setting, out var cells))
            return $"{view} {setting} is in no book: look at its picture, and run with LOOKS=write";
        var difference = look.DifferenceFrom(new(look.Columns, cells));
        return difference <= Tolerance ? null : $"{view} {setting} looks another way in {difference:P0} of its cells";
    }

    /// <summary>Writes a look into the book.</summary>
    /// <returns>Nothing that is wrong.</returns>
    public static string? Write(string view, string setting, Look look)
    {
        lock (s_writing)
        {
            var known = Read(view);
            known[setting] = look.Cells;
            Directory.CreateDirectory(Path.GetDirectoryName(FileOf(view))!);
            File.WriteAllLines(FileOf(view), known.Select(line => $"{line.Key} {line.Value}").Order(StringComparer.Ordinal));
            return null;
        }
    }

    private static string FileOf(string view) => Path.Combine(Repository.Root, "tests", "page", "looks", view + ".txt");

    private static Dictionary<string, string> Read(string view) =>
        (File.Exists(FileOf(view)) ? File.ReadAllLines(FileOf(view)) : []).Select(line => line.Split(' '))
            .ToDictionary(line => line[0], line => line[1]);
}
