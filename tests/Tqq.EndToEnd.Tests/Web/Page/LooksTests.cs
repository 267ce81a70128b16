using PuppeteerSharp;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>The language and the theme of the page: those of the browser, until somebody chooses others.</summary>
public sealed class LooksTests(SharedServer shared)
{
    private const string IsDark = """
        isDark => {
          const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number);
          return (red + green + blue < 382) === isDark;
        }
        """;

    [Fact]
    public async Task The_page_speaks_the_language_of_the_browser_until_another_is_chosen()
    {
        var me = await shared.Server.AddPersonAsync();
        await using var browser = await PageBrowser.OpenAsync(shared.Server);
        await browser.Page.Client.SendAsync("Emulation.setUserAgentOverride",
            new { userAgent = await browser.Page.Browser.GetUserAgentAsync(), acceptLanguage = "zh-CN,en" });
        await browser.Page.ReloadAsync();
        await browser.WaitForAsync(".door-form label", "密码");
        await browser.WaitForOneAsync("html[lang=zh-Hans]");

        await browser.PressAsync("English", ".door-foot", "English");
        await browser.WaitForAsync(".door-form label", "Password");
        await browser.Page.ReloadAsync();
        await browser.WaitForAsync(".door-form label", "Password");
        await browser.WaitForOneAsync("html[lang=en]");
        await browser.SignInAsync(me);
        await browser.WaitForAsync(".statusbar", "Connected");
        await browser.GoAsync("settings");
        await browser.PressAsync("input[name=language][value=zh]");
        await browser.WaitForAsync(".bar h1", "设置");
        await browser.Page.ReloadAsync();
        await browser.WaitForAsync(".bar h1", "设置");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task The_page_is_as_dark_as_the_system_until_a_theme_is_chosen()
    {
        var me = await shared.Server.AddPersonAsync();
        await using var browser = await PageBrowser.OpenAsync(shared.Server);
        await SystemIsAsync("light");
        await browser.WaitUntilAsync(IsDark, false);
        await SystemIsAsync("dark");
        await browser.WaitUntilAsync(IsDark, true);

        await browser.SignInAsync(me);
        await browser.GoAsync("settings");
        await browser.PressAsync("input[name=theme][value=light]");
        await browser.WaitUntilAsync(IsDark, false);
        await browser.Page.ReloadAsync();
        await browser.WaitForAsync(".bar h1", "Settings");
        await browser.WaitUntilAsync(IsDark, false);
        await SystemIsAsync("light");
        await browser.PressAsync("input[name=theme][value=dark]");
        await browser.WaitUntilAsync(IsDark, true);
        await browser.PressAsync("input[name=theme]:not([value=light], [value=dark])");
        await browser.WaitUntilAsync(IsDark, false);

        Task SystemIsAsync(string scheme) =>
            browser.Page.EmulateMediaFeaturesAsync([new() { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme }]);
    }
}
