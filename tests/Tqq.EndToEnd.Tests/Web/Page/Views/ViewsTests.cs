using System.Text.Json;
using PuppeteerSharp;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>
/// Every view, wide and on a phone, light and dark, in English and Chinese: pictures are left in `artifacts/pictures` for whoever changes
/// the page to look at; here they are compared with how the views looked before, and searched for what keeps people out (axe-core).
/// </summary>
[LongRun]
public sealed class ViewsTests(Town town) : IClassFixture<Town>
{
    private const int Height = 832;

    private const int MostLooks = 40;

    // Rules of WCAG 2.2, A and AA, and what is good practice.
    private const string Examine = """
        async () => {
          const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
          const { violations } = await axe.run(document, { runOnly: rules });
          return violations.map(one => `${one.id}: ${one.nodes.map(node => node.target.join(" ")).join(", ")}`);
        }
        """;

    [Theory]
    [InlineData(1280, "light", "en")]
    [InlineData(1280, "light", "zh")]
    [InlineData(1280, "dark", "en")]
    [InlineData(1280, "dark", "zh")]
    [InlineData(384, "light", "en")]
    [InlineData(384, "light", "zh")]
    [InlineData(384, "dark", "en")]
    [InlineData(384, "dark", "zh")]
    public async Task Every_view_looks_as_it_did_and_keeps_nobody_out(int width, string theme, string language)
    {
        await PageTools.FetchAsync();
        await using var browser = await PageBrowser.OpenAsync(town.Server, width);
        await browser.Page.SetViewportAsync(new() { Width = width, Height = Height });
        await browser.Page.EvaluateFunctionAsync("(name, value) => localStorage.setItem(name, value)", "tqq.theme", theme);
        await browser.Page.EvaluateFunctionAsync("(name, value) => localStorage.setItem(name, value)", "tqq.language", language);
        await browser.Page.ReloadAsync();
        await using var blank = await BlankPage.OpenAsync();
        var faults = new List<string>();
        await LookAsync(View.Door);
        await browser.GoAsync("");
        await browser.Page.ReloadAsync();
        await browser.SignInAsync(town.Newcomer);
        await LookAsync(View.Beginning);
        await SignOutAsync(browser);
        await browser.Page.ReloadAsync();
        await browser.SignInAsync(town.Lin);
        await LookAsync(View.Inside);
        Assert.Empty(faults);

        async Task LookAsync(IEnumerable<View> views)
        {
            foreach (var view in views)
                faults.AddRange(await FaultsOfAsync(browser, blank.Page, view, $"{width}-{theme}-{language}", width));
        }
    }

    [Fact]
    public async Task A_view_of_which_the_column_is_gone_or_the_theme_is_another_one_is_noticed()
    {
        await using var browser = await PageBrowser.OpenAsync(town.Server);
        await browser.Page.SetViewportAsync(new() { Width = 1280, Height = Height });
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

        async Task<Look> LookAsync() => await Look.OfAsync(blank.Page, await browser.Page.ScreenshotDataAsync(), 1280, Height);
    }

    private static async Task SignOutAsync(PageBrowser browser)
    {
        await browser.Page.EvaluateExpressionAsync("fetch('/api/v1/session', { method: 'DELETE' }).then(() => true)");
        await browser.GoAsync("");
    }

    private static async Task<IEnumerable<string>> FaultsOfAsync(PageBrowser browser, IPage blank, View view, string setting, int width)
    {
        var page = browser.Page;
        var faults = new List<string>();
        await browser.GoAsync(view.Route);
        await browser.WaitForOneAsync(view.Shown);
        if (view.Prepare is { } prepare)
            await prepare(page);
        await browser.WaitForNoneAsync(".spin");
        await browser.WaitUntilAsync("() => [...document.images].every(image => image.complete)");
        await page.EvaluateFunctionAsync("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "pictures")).FullName;
        // On a busy machine a view is drawn in parts: it has some time to become what it was.
        for (var tries = 0; ; tries++)
        {
            var picture = await page.ScreenshotDataAsync();
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{view.Name}-{setting}.png"), picture);
            var difference = !view.IsSteady ? null
                : LookBook.Compare(view.Name, setting, await Look.OfAsync(blank, picture, width, Height));
            if (difference is not null && tries < MostLooks)
            {
                await page.EvaluateFunctionAsync("() => new Promise(later => setTimeout(later, 250))");
                continue;
            }

            if (difference is not null)
                faults.Add(difference);
            break;
        }

        if (await page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth - innerWidth") is > 0 and var aside)
            faults.Add($"{view.Name} {setting} is {aside} pixels too wide");
        faults.AddRange((await browser.ComplaintsAsync()).Select(one => $"{view.Name} {setting}: {one}"));
        await page.EvaluateExpressionAsync(await PageTools.ReadAsync("axe-core/axe.min.js"));
        var violations = await page.EvaluateFunctionAsync<JsonElement>(Examine);
        faults.AddRange(violations.EnumerateArray().Select(one => $"{view.Name} {setting}: {one.GetString()}"));
        return faults;
    }
}
