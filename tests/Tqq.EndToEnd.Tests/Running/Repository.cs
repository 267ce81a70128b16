namespace Tqq.EndToEnd.Tests.Running;

/// <summary>The checkout that the tests run in.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string Readme { get; } = File.ReadAllText(Path.Combine(Root, "README.md"));

    /// <summary>The document of the command line.</summary>
    public static string CommandLine { get; } = File.ReadAllText(Path.Combine(Root, "docs", "command-line.md"));

    /// <summary>The code blocks of README in a language, in order.</summary>
    public static IEnumerable<string> ReadmeBlocks(string language) =>
        Readme.Split($"```{language}\n").Skip(1).Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)]);

    private static string FindRoot(string directory) =>
        File.Exists(Path.Combine(directory, "Tqq.slnx")) ? directory : FindRoot(Path.GetDirectoryName(directory.TrimEnd('/'))!);
}
