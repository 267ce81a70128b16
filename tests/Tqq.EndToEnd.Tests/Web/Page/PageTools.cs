using System.Diagnostics;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>
/// What the npm registry has for the tests of the page, at the versions of `tests/page/package-lock.json`. It is fetched once a run.
/// </summary>
internal static class PageTools
{
    private static readonly Lazy<Task<ProgramResult>> s_fetched = new(() => RunAsync("fetch"));

    private static string Folder => Path.Combine(Repository.Root, "tests", "page");

    /// <summary>Fetches the tools. The test is skipped where there is no npm, or its registry cannot be reached.</summary>
    public static async Task FetchAsync()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        Assert.SkipUnless(folders.Any(folder => File.Exists(Path.Combine(folder, "npm"))),
            "there is no npm here; ./test --all installs it where it may");
        Assert.SkipUnless((await s_fetched.Value).ExitCode == 0, "the registry of npm cannot be reached");
    }

    /// <summary>A file of a package.</summary>
    public static Task<string> ReadAsync(string path) => File.ReadAllTextAsync(Path.Combine(Folder, "node_modules", path));

    /// <summary>Runs a script of `tests/page`.</summary>
    public static async Task<ProgramResult> RunAsync(string script)
    {
        using var run = Process.Start(new ProcessStartInfo("sh", [Path.Combine(Folder, script)])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var (output, error) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        return new(run.ExitCode, await output, await error);
    }
}
