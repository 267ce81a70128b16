using System.Net;
using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Admin;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>What an administrator does with one account, in a browser.</summary>
[LongRun]
public sealed class AccountDrawerTests(SharedServer shared)
{
    private TestServer Server => shared.Server;

    [Fact]
    public async Task A_session_is_ended_an_app_password_made_and_taken_back_and_a_nickname_set()
    {
        var (anna, bao) = (await Server.AddPersonAsync(), await Server.AddPersonAsync());
        using var device = new ApiClient(Server, bao.From);
        await device.AskAsync(HttpMethod.Post, "session",
            new { uin = bao.Uin, password = bao.Password, token = true, device = "kitchen" }, HttpStatusCode.Created);
        await AdminBrowser.AppointAsync(anna);
        await using var browser = await PageBrowser.OpenAsync(Server);
        await browser.EnterAdministrationAsync(anna, "accounts");
        await browser.WaitForOneAsync("input[type=search]");
        await browser.Page.TypeAsync("input[type=search]", $"{bao.Uin}");
        await browser.PressAsync("Open", "tr", $"{bao.Uin}");

        await browser.PressAsync("End", ".drawer .entry", "kitchen");
        await browser.PressAsync("End", ".dialog", "End a session of");
        await browser.WaitUntilAsync("() => !document.querySelector('.drawer').innerText.includes('kitchen')");
        Assert.Equal("[]", (await Server.GetAsync($"accounts/{bao.Uin}")).Text("devices"));

        await browser.WaitForOneAsync(".drawer input[name=name]");
        await browser.Page.TypeAsync(".drawer input[name=name]", "phone");
        await browser.PressAsync("New app password", ".drawer", "");
        await browser.WaitForOneAsync("#again");
        await browser.Page.TypeAsync("#again", anna.Password);
        await browser.PressAsync("Go on", "dialog", "Your password again");
        await browser.WaitForAsync(".shown-once", "For phone.");
        await ShownOnce.PutAwayAsync(browser);
        Assert.Equal(["phone"], (await Server.GetAsync($"accounts/{bao.Uin}/app-passwords")).Each("appPasswords", "name"));
        await browser.PressAsync("Remove", ".drawer .entry", "phone");
        await browser.PressAsync("Cancel", ".dialog", "signed out");
        await browser.WaitForNoneAsync(".dialog");
        Assert.Equal(["phone"], (await Server.GetAsync($"accounts/{bao.Uin}/app-passwords")).Each("appPasswords", "name"));
        await browser.PressAsync("Remove", ".drawer .entry", "phone");
        await browser.PressAsync("Remove", ".dialog", "signed out");
        await browser.WaitUntilAsync("() => !document.querySelector('.drawer').innerText.includes('phone')");
        Assert.Empty((await Server.GetAsync($"accounts/{bao.Uin}/app-passwords")).Each("appPasswords", "name"));

        await browser.Page.EvaluateExpressionAsync("document.querySelector('#nickname').value = ''");
        await browser.Page.TypeAsync("#nickname", "Baobao");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync(".drawer h2", "Baobao");
        Assert.Equal("Baobao", (await Server.GetAsync($"accounts/{bao.Uin}")).Text("nick"));
    }
}
