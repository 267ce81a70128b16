using System.Net;
using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Page;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>A kick on the page: it asks which sessions, and says which have ended, as the command does.</summary>
[LongRun]
public sealed class KickTests(SharedServer shared)
{
    private TestServer Server => shared.Server;

    [Fact]
    public async Task A_kick_is_asked_about_and_says_what_has_ended_and_when_the_account_was_seen_last()
    {
        var (anna, bao) = (await Server.AddPersonAsync(), await Server.AddPersonAsync());
        await OpenSessionAsync(bao, "kitchen");
        await using var browser = await OpenAsync(anna, bao);
        await browser.PressAsync("Kick out", ".drawer .foot", "");
        await browser.WaitForAsync(".drawer .sure", "Pages, programs and tokens, too");
        Assert.Single((await Server.GetAsync($"accounts/{bao.Uin}")).GetProperty("devices").EnumerateArray());

        await browser.PressAsync("Kick out", ".drawer .sure", "");
        await browser.WaitForAsync(".ended", "Session 1 (API, kitchen) has ended.");
        Assert.Empty((await Server.GetAsync($"accounts/{bao.Uin}")).GetProperty("devices").EnumerateArray());
        Assert.True((await Server.GetAsync($"accounts/{bao.Uin}")).TryGetProperty("lastSeen", out _));
    }

    [Fact]
    public async Task A_kick_of_HTTP_QQ_alone_says_that_the_others_go_on()
    {
        var (anna, bao) = (await Server.AddPersonAsync(), await Server.AddOnlineAsync());
        await OpenSessionAsync(bao, "kitchen");
        await using var browser = await OpenAsync(anna, bao);
        await browser.PressAsync("Kick out", ".drawer .foot", "");
        await browser.PressAsync(".drawer .sure input[name=devices]");
        await browser.PressAsync("Kick out", ".drawer .sure", "");
        await browser.WaitForAsync(".ended", $"Its session of HTTP QQ from {bao.From} has ended.");
        await browser.WaitForAsync(".ended", "Sessions of pages, programs and tokens that go on: 1");
    }

    private async Task OpenSessionAsync(Person person, string name)
    {
        using var device = new ApiClient(Server, person.From);
        await device.AskAsync(HttpMethod.Post, "session",
            new { uin = person.Uin, password = person.Password, token = true, device = name }, HttpStatusCode.Created);
    }

    // The row is pressed, and not its button.
    private async Task<PageBrowser> OpenAsync(Person administrator, Person person)
    {
        await AdminBrowser.AppointAsync(administrator);
        var browser = await PageBrowser.OpenAsync(Server);
        await browser.EnterAdministrationAsync(administrator, "accounts");
        await browser.WaitForOneAsync("input[type=search]");
        await browser.Page.TypeAsync("input[type=search]", $"{person.Uin}");
        await AdminPage.ClickAsync(browser, ".table td", $"{person.Uin}");
        await browser.WaitForAsync(".drawer h2", $"{person.Uin}");
        return browser;
    }
}
