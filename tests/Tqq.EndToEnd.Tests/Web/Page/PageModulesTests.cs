namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>The page's modules, checked without a browser by `tests/page/check`.</summary>
[LongRun]
public sealed class PageModulesTests
{
    [Fact]
    public async Task The_modules_of_the_page_keep_to_their_types_and_have_no_faulty_habits()
    {
        await PageTools.FetchAsync();
        var check = await PageTools.RunAsync("check");
        Assert.True(check.ExitCode == 0, check.Output + check.Error);
    }
}
