using System.Diagnostics;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>The page's modules, checked without a browser by `tests/page/check`.</summary>
[LongRun]
public sealed class PageModulesTests
{
    // What the script answers where the registry is not to be had.
    private const int NothingToCheckWith = 3;

    [Fact]
    public async Task The_modules_of_the_page_keep_to_their_types_and_have_no_faulty_habits()
    {
        Assert.SkipUnless(HasNpm(), "there is no npm here; ./test --all installs it where it may");
        using var check = Process.Start(new ProcessStartInfo("sh", [Path.Combine(Repository.Root, "tests", "page", "check")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var (output, error) = (check.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            check.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await check.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(check.ExitCode == NothingToCheckWith, "the registry of npm cannot be reached");
        Assert.True(check.ExitCode == 0, await output + await error);
    }

    private static bool HasNpm() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "npm")));
}
