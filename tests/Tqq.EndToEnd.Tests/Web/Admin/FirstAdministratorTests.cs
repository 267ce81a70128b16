using Tqq.EndToEnd.Tests.Web.Page;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>The pages of the administrator from the first link on, in a real browser.</summary>
public sealed class FirstAdministratorTests : Administration
{
    private const string Password = "correct horse";

    [Fact]
    public async Task Whoever_opens_the_first_link_becomes_the_administrator_and_signs_in_with_number_and_password_from_then_on()
    {
        var link = (await TokenAsync(HttpMethod.Post, "administrators/link")).Text("link");
        await using var browser = await PageBrowser.OpenAsync(Server);
        await AdminPage.BecomeAsync(browser, link, "Root 管理员", Password);
        var uin = (await TokenAsync(HttpMethod.Get, "administrators")).GetProperty("administrators")[0].GetProperty("uin").GetUInt32();

        await AdminPage.ClickAsync(browser, ".nav-out", $"{uin}");
        await AdminPage.SignInAsync(browser, new(Server, uin, Password));
        await browser.WaitForOneAsync(".tiles");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Theory]
    [LongRun]
    [InlineData("en", "This link was used already, or is too old.")]
    [InlineData("zh", "此链接已被使用，或已过期。")]
    public async Task Whoever_opens_a_link_that_was_used_is_told_so_and_sees_no_form(string language, string words)
    {
        var link = await TokenAsync(HttpMethod.Post, "administrators/link");
        using var other = new AdminBrowser(Server, new([127, 1, 200, 8]));
        using var made = await other.CallAsync(
            HttpMethod.Post, "first", new { code = link.Text("code"), nick = "Anna", password = Password });
        Assert.True(made.IsSuccessStatusCode);
        await using var browser = await PageBrowser.OpenAsync(Server);
        await browser.SpeakAsync(language);
        await browser.Page.GoToAsync(link.Text("link"));
        await browser.WaitForAsync(".door-form .error", words);
        await browser.WaitForNoneAsync("input");
        await browser.PressAsync(".door-form .btn.wide");
        await browser.WaitForOneAsync("#uin");
        Assert.Empty(await browser.ComplaintsAsync());
    }
}
