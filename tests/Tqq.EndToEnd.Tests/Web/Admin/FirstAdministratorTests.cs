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
}
