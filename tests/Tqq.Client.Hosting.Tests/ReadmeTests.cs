using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Tqq.Client.Hosting.Tests;

/// <summary>Every C# program in every README compiles in a new console project that has just the packages which that README adds.</summary>
public sealed partial class ReadmeTests
{
    // What a new console project uses without saying so.
    private const string ImplicitUsings =
        "global using System; global using System.IO; global using System.Linq; global using System.Collections.Generic; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly string s_root = FindRoot(AppContext.BaseDirectory);

    public static TheoryData<string> Readmes =>
        [.. Directory.EnumerateFiles(s_root, "README.md", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3 })
            .Select(path => Path.GetRelativePath(s_root, path)).Where(path => !path.StartsWith("artifacts", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Readmes))]
    public void Every_block_of_every_readme_compiles(string readme)
    {
        var text = File.ReadAllText(Path.Combine(s_root, readme));
        var references = References(AddPackage().Matches(text).Select(match => match.Groups[1].Value));
        foreach (Match block in CSharpBlock().Matches(text))
        {
            var compilation = CSharpCompilation.Create(
                "Program",
                [CSharpSyntaxTree.ParseText(ImplicitUsings, cancellationToken: TestContext.Current.CancellationToken),
                    CSharpSyntaxTree.ParseText(block.Groups[1].Value, cancellationToken: TestContext.Current.CancellationToken)],
                references,
                new(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
            Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(found =>
                found.Severity is DiagnosticSeverity.Error or DiagnosticSeverity.Warning));
        }
    }

    [Fact]
    public void There_are_programs_in_the_readmes_to_compile() =>
        Assert.True(Readmes.Count(readme => CSharpBlock().IsMatch(File.ReadAllText(Path.Combine(s_root, readme.Data)))) >= 3);

    // The runtime's own assemblies; of the packages those that were added, and what they need.
    private static List<MetadataReference> References(IEnumerable<string> packages)
    {
        var paths = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Distinct().ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.Ordinal);
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location);
        var needed = paths.Where(path => Path.GetDirectoryName(path.Value) == framework).Select(path => path.Key).ToHashSet();
        Queue<string> left = new(packages);
        while (left.TryDequeue(out var name))
            if (paths.TryGetValue(name, out var path) && needed.Add(name))
                foreach (var reference in Assembly.LoadFrom(path).GetReferencedAssemblies())
                    left.Enqueue(reference.Name!);
        return [.. needed.Select(name => MetadataReference.CreateFromFile(paths[name]))];
    }

    private static string FindRoot(string directory) =>
        File.Exists(Path.Combine(directory, "Tqq.slnx")) ? directory : FindRoot(Path.GetDirectoryName(directory.TrimEnd('/'))!);

    [GeneratedRegex(@"^dotnet add package ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex AddPackage();

    [GeneratedRegex(@"^```(?:csharp|cs|c#)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
