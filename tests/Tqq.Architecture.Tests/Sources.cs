namespace Tqq.Architecture.Tests;

/// <summary>The C# files of the repository.</summary>
internal static class Sources
{
    /// <summary>The directory of the repository.</summary>
    public static string Root
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(directory.FullName, "Tqq.slnx")))
                directory = directory.Parent ?? throw new InvalidOperationException("the repository is not above the tests");
            return directory.FullName;
        }
    }

    /// <summary>The files in some of its directories, but for what a build makes.</summary>
    public static IEnumerable<string> Of(params IEnumerable<string> rooms) => rooms
        .SelectMany(room => Directory.EnumerateFiles(Path.Combine(Root, room), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
}
