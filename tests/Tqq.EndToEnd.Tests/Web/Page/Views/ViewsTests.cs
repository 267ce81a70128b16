namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>
/// Every view of the people's page, wide and on a phone, light and dark, in English and Chinese.
/// </summary>
[LongRun]
public sealed class ViewsTests(Town town) : IClassFixture<Town>
{
    [Theory]
    [MemberData(nameof(ViewSetting.All), MemberType = typeof(ViewSetting))]
    public async Task Every_view_looks_as_it_did_and_keeps_nobody_out(int width, string theme, string language)
    {
        Assert.Empty(await FaultsAsync(new(width, theme, language)));
    }

    [Fact]
    public async Task A_view_of_which_the_column_is_gone_or_the_theme_is_another_one_is_noticed()
    {
        await using var browser = await PageBrowser.OpenAsync(town.Server);
        await browser.Page.SetViewportAsync(new() { Width = 1280, Height = ViewSetting.Height });
        await browser.SignInAsync(town.Lin);
        await browser.WaitForOneAsync(".list .row");
        await using var blank = await BlankPage.OpenAsync();
        var before = await LookAsync();
        Assert.InRange(before.DifferenceFrom(await LookAsync()), 0, LookBook.Tolerance / 4);
        await browser.Page.EvaluateExpressionAsync("document.documentElement.dataset.theme = 'dark'");
        Assert.InRange(before.DifferenceFrom(await LookAsync()), 0.5, 1);
        await browser.Page.EvaluateExpressionAsync("document.documentElement.dataset.theme = 'light'");
        await browser.Page.EvaluateExpressionAsync("document.querySelector('.column').hidden = true");
        Assert.InRange(before.DifferenceFrom(await LookAsync()), LookBook.Tolerance * 1.5, 1);

        async Task<Look> LookAsync() => await Look.OfAsync(blank.Page, await browser.Page.ScreenshotDataAsync(), 1280, ViewSetting.Height);
    }

    private async Task<IReadOnlyList<string>> FaultsAsync(ViewSetting setting)
    {
        await using var inspection = await ViewInspection.OpenAsync(town.Server, setting);
        var browser = inspection.Browser;
        await inspection.LookAtAsync(View.Door);
        await browser.GoAsync("");
        await browser.Page.ReloadAsync();
        await browser.SignInAsync(town.Newcomer);
        await inspection.LookAtAsync(View.Beginning);
        await SignOutAsync(browser);
        await browser.Page.ReloadAsync();
        await browser.SignInAsync(town.Lin);
        await inspection.LookAtAsync(View.Inside);
        return inspection.Faults;
    }

    private static async Task SignOutAsync(PageBrowser browser)
    {
        await browser.Page.EvaluateExpressionAsync("fetch('/api/v1/session', { method: 'DELETE' }).then(() => true)");
        await browser.GoAsync("");
    }
}
