using System.Net;
using OtpNet;
using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Page;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>
/// Codes and links that the administrator's pages show once: neither Escape, nor a stray click, nor the back button loses them.
/// </summary>
[LongRun]
public sealed class CodeShownOnceTests(SharedServer shared)
{
    private readonly TestServer _server = shared.Server;

    [Fact]
    public async Task The_code_of_an_invitation_stays_until_its_button_is_pressed()
    {
        var (browser, _) = await OpenAsync("invitations");
        await using var open = browser;
        await AdminPage.ClickAsync(browser, ".bar button", "New code");
        await browser.WaitForOneAsync("dialog[open] #name");
        await browser.Page.TypeAsync("dialog #name", "Grandma");
        await AdminPage.ClickAsync(browser, "dialog button", "Make the code");
        await browser.WaitForAsync(".shown-once", "Grandma");
        await browser.WaitForAsync(".shown-once .caution", "opens on this machine only");
        Assert.Matches("^[0-9A-Za-z-]{10,}$", await ShownOnce.StaysAsync(browser));
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task A_link_that_makes_an_administrator_stays_until_its_button_is_pressed()
    {
        var (browser, administrator) = await OpenAsync("administrators");
        await using var open = browser;
        await AdminPage.ConfirmAsync(browser, administrator);
        await AdminPage.ClickAsync(browser, "main button", "Make a link");
        await browser.WaitForAsync(".shown-once .caution", "--public-url");
        Assert.Contains("#link=", await ShownOnce.StaysAsync(browser), StringComparison.Ordinal);
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task Recovery_codes_are_good_and_stay_until_their_button_is_pressed()
    {
        var (browser, administrator) = await OpenAsync("administrators");
        await using var open = browser;
        await AdminPage.ConfirmAsync(browser, administrator);
        await browser.PressAsync(".section .setting .btn");
        var secret = (await browser.ReadAsync(".inline-form .secret span")).Trim();
        await browser.Page.TypeAsync("#code", new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp());
        await browser.Page.Keyboard.PressAsync("Enter");
        var codes = (await ShownOnce.StaysAsync(browser)).Split('\n');
        Assert.Equal(10, codes.Length);
        Assert.Empty(await browser.ComplaintsAsync());
        using var other = new AdminBrowser(_server, administrator.From);
        await other.AskAsync(HttpMethod.Post, "session",
            new { uin = administrator.Uin, password = administrator.Password, code = codes[9] }, HttpStatusCode.Created);
    }

    private Task<(PageBrowser Browser, Person Administrator)> OpenAsync(string view) => AdminPage.OpenViewAsync(_server, view);
}
