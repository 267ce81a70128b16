using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>
/// The parts of the pages that need no document, tested in the language they are written in (`tests/page/app`, `tests/page/admin`), by the
/// engine that they are for: a browser is there wherever the page is tested, and node is not.
/// </summary>
public sealed class PageUnitTests
{
    private const string Run = """
        async path => {
          const failures = [];
          const { tests } = await import(path);
          for (const [name, test] of Object.entries(tests)) {
            try { await test(); } catch (fault) { failures.push(`${name}: ${fault.message}`); }
          }
          return [String(Object.keys(tests).length), ...failures];
        }
        """;

    private static readonly string[] s_pages = ["app", "admin"];

    /// <summary>The files of tests.</summary>
    public static TheoryData<string> Files =>
        [.. s_pages.SelectMany(page => Directory.EnumerateFiles(
                Path.Combine(Repository.Root, "tests", "page", page), "*.tests.js", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_module_does_what_its_tests_say(string file)
    {
        await using var site = await ModuleSite.OpenAsync();
        var result = await site.Page.EvaluateFunctionAsync<string[]>(Run, ModuleSite.Origin + file);
        Assert.NotEqual("0", result[0]);
        Assert.Empty(result[1..]);
    }
}
