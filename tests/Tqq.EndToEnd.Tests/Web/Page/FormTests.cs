using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Admin;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>What a refusal says of a field is said in the page's language and with its label; the field is marked.</summary>
[LongRun]
public sealed class FormTests(PageServer pages) : IClassFixture<PageServer>
{
    private const string IsSaid = """
        (selector, words) => {
          const field = document.querySelector(selector);
          const said = document.getElementById(field?.getAttribute("aria-describedby") ?? "");
          return field?.getAttribute("aria-invalid") === "true" && document.activeElement === field && said?.innerText.includes(words);
        }
        """;

    private readonly TestServer _server = pages.Server;

    [Theory]
    [InlineData("en", "“Password” is among the 10,000 most common passwords, which are guessed first. Choose another.")]
    [InlineData("zh", "“密码”属于最常见的 10,000 个密码，会最先被猜到。请换一个。")]
    public async Task A_common_password_is_refused_at_its_field_when_somebody_registers(string language, string words)
    {
        await using var browser = await PageBrowser.OpenAsync(_server);
        await SpeakAsync(browser, language);
        await browser.PressAsync(".door-form [role=tab]:nth-of-type(2)");
        await browser.WaitForOneAsync("#nick");
        await browser.Page.TypeAsync("#nick", "Chen");
        await browser.Page.TypeAsync("#password", "password1");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitUntilAsync(IsSaid, "#password", words);
        await browser.Page.TypeAsync("#password", " and a long one");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitUntilConnectedAsync();
        Assert.Empty(await browser.ComplaintsAsync("400 (Bad Request)"));
    }

    [Theory]
    [InlineData("en", "“Age” must be a whole number from 0 to 200.")]
    [InlineData("zh", "“年龄”必须是 0 到 200 的整数。")]
    public async Task The_own_card_says_which_field_is_wrong(string language, string words)
    {
        await using var browser = await PageBrowser.OpenAsync(_server);
        await SpeakAsync(browser, language);
        await browser.SignInAsync(await _server.AddPersonAsync());
        await browser.GoAsync("me");
        await browser.WaitForOneAsync("#own-age");
        // The page itself would not let it pass.
        await browser.Page.EvaluateExpressionAsync("document.querySelector('#own-age').removeAttribute('max')");
        await browser.Page.TypeAsync("#own-age", "300");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitUntilAsync(IsSaid, "#own-age", words);
        Assert.Empty(await browser.ComplaintsAsync("400 (Bad Request)"));
    }

    [Theory]
    [InlineData("en", "password1", "“Password” is among the 10,000 most common passwords")]
    [InlineData("zh", "pear", "“密码”不到 8 个字符，容易猜中。")]
    public async Task An_administrator_is_warned_of_a_weak_password_for_somebody_else_and_may_give_it_all_the_same(
        string language, string password, string words)
    {
        var anna = await _server.AddPersonAsync();
        await AdminBrowser.AppointAsync(anna);
        await using var browser = await PageBrowser.OpenAsync(_server);
        await SpeakAsync(browser, language);
        await browser.EnterAdministrationAsync(anna, "accounts");
        await browser.PressAsync(".pane .btn.primary");
        await browser.WaitForOneAsync("dialog #nick");
        await browser.Page.TypeAsync("dialog #nick", "robot");
        await browser.Page.TypeAsync("dialog #password", password);
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitUntilAsync(IsSaid, "dialog #password", words);
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync(".shown-once", "robot");
        Assert.Empty(await browser.ComplaintsAsync("400 (Bad Request)"));
    }

    private static async Task SpeakAsync(PageBrowser browser, string language)
    {
        await browser.Page.EvaluateFunctionAsync("language => localStorage.setItem('tqq.language', language)", language);
        await browser.Page.ReloadAsync();
    }
}
