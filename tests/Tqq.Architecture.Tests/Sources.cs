namespace Tqq.Architecture.Tests;

/// <summary>The files of the repository that are written by hand.</summary>
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

    // What a build or a package manager makes, and what others have written.
    private static readonly string[] s_others = ["obj", "node_modules", "vendor"];

    private static readonly string[] s_kindsOfPage = ["*.js", "*.css", "*.html"];

    /// <summary>The C# files in some of its directories.</summary>
    public static IEnumerable<string> Of(params IEnumerable<string> rooms) => rooms.SelectMany(room => In(room, "*.cs"));

    /// <summary>The modules, styles and documents of the page, and the modules of their tests.</summary>
    public static IEnumerable<string> OfPage => s_kindsOfPage
        .SelectMany(kind => In("src/Tqq.Page", kind).Concat(In("tests/page", kind)));

    private static IEnumerable<string> In(string room, string kind) => Directory
        .EnumerateFiles(Path.Combine(Root, room), kind, SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Intersect(s_others).Any());
}
