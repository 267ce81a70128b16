using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>
/// How each view looked when somebody last looked at it and found it good: a file for each view, a line for each width, theme and language.
/// With LOOKS=write in the environment the files are written anew instead of being compared.
/// </summary>
public static class LookBook
{
    /// <summary>So large a share of the cells may look another way: names of days and times are not the same in every run.</summary>
    public const double Tolerance = 0.06;

    private static readonly Lock s_writing = new();

    private static bool IsWritten => Environment.GetEnvironmentVariable("LOOKS") == "write";

    /// <summary>Compares a look with the one in the book, or writes it there.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? Compare(string view, string setting, Look look)
    {
        var file = Path.Combine(Repository.Root, "tests", "page", "looks", view + ".txt");
        lock (s_writing)
        {
            var known = (File.Exists(file) ? File.ReadAllLines(file) : []).Select(line => line.Split(' '))
                .ToDictionary(line => line[0], line => line[1]);
            if (IsWritten)
            {
                known[setting] = look.Cells;
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllLines(file, known.Select(line => $"{line.Key} {line.Value}").Order(StringComparer.Ordinal));
                return null;
            }

            if (!known.TryGetValue(setting, out var cells))
                return $"{view} {setting} is in no book: look at its picture, and run with LOOKS=write";
            var difference = look.DifferenceFrom(new(look.Columns, cells));
            return difference <= Tolerance ? null : $"{view} {setting} looks another way in {difference:P0} of its cells";
        }
    }
}
