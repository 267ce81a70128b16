namespace Tqq.Fuzz.Tests;

/// <summary>The inputs that are kept: `seed-*` are examples, `find-*` went where no other one does.</summary>
internal static class Corpus
{
    public static IReadOnlyList<string> Files(string target) =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "corpus", target)).Order(StringComparer.Ordinal)];

    public static List<byte[]> Inputs(string target) => [.. Files(target).Select(File.ReadAllBytes)];
}
