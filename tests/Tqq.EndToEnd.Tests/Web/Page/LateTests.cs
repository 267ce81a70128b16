using PuppeteerSharp;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>A page whose scripts do not come says so by its document alone, and can be loaded again.</summary>
[LongRun]
public sealed class LateTests(SharedServer shared)
{
    private const string IsShown =
        "() => document.querySelector('.late')?.checkVisibility({ visibilityProperty: true }) ?? false";

    // What is said after some seconds, which these are.
    private const string Wait = """
        () => {
          const [late] = document.querySelector(".late").getAnimations();
          late.finish();
          return late.effect.getTiming().delay;
        }
        """;

    [Theory]
    [InlineData("", "start", "#uin", false)]
    [InlineData("", "library", "#uin", true)]
    [InlineData("#/register/ABCDEFGH", "app", ".door", false)]
    [InlineData("admin/", "library", "#password", false)]
    [InlineData("admin/#link=ABCDEFGH", "admin", ".door", true)]
    public async Task It_says_so_after_some_seconds_in_both_languages_and_has_its_whole_address_when_it_is_loaded_again(
        string path, string script, string sought, bool isStill)
    {
        await using var browser = await PageBrowser.OpenAsync(shared.Server);
        var page = browser.Page;
        await page.EmulateMediaFeaturesAsync(
            [new() { MediaFeature = MediaFeature.PrefersReducedMotion, Value = isStill ? "reduce" : "no-preference" }]);
        var isLost = true;
        page.Request += (_, asked) => _ = isLost && asked.Request.Url.Contains($"/page/{script}.", StringComparison.Ordinal)
            ? asked.Request.AbortAsync() : asked.Request.ContinueAsync();
        await page.Client.SendAsync("Network.setBypassServiceWorker", new { bypass = true });
        await page.SetCacheEnabledAsync(false);
        await page.SetRequestInterceptionAsync(true);
        // From the page itself to another part of it nothing would be loaded.
        await page.GoToAsync("about:blank");
        await page.GoToAsync($"{shared.Server.Web}{path}");
        Assert.False(await page.EvaluateFunctionAsync<bool>(IsShown));
        Assert.InRange(await page.EvaluateFunctionAsync<int>(Wait), 5_000, 15_000);
        Assert.True(await page.EvaluateFunctionAsync<bool>(IsShown));
        var words = await browser.ReadAsync(".late");
        Assert.Contains("The page did not load. Reload it in the browser (F5).", words, StringComparison.Ordinal);
        Assert.Contains("页面没有加载。请在浏览器里重新加载（F5）。", words, StringComparison.Ordinal);

        isLost = false;
        // A link would lose what stands behind the #: an invitation, or what makes an administrator.
        await browser.WaitForNoneAsync(".late a");
        await page.ReloadAsync();
        await browser.WaitForOneAsync(sought);
        await browser.WaitForNoneAsync(".late");
        Assert.StartsWith($"{shared.Server.Web}{path}", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_are_no_scripts_at_all_it_says_instead_what_it_needs()
    {
        await using var browser = await PageBrowser.OpenAsync(shared.Server);
        await browser.Page.SetJavaScriptEnabledAsync(false);
        foreach (var path in new[] { "", "admin/" })
        {
            await browser.Page.GoToAsync($"{shared.Server.Web}{path}");
            Assert.Contains("JavaScript", await TextAsync(), StringComparison.Ordinal);
            Assert.DoesNotContain("did not load", await TextAsync(), StringComparison.Ordinal);
        }

        Task<string> TextAsync() => browser.Page.EvaluateExpressionAsync<string>("document.body.innerText");
    }
}
