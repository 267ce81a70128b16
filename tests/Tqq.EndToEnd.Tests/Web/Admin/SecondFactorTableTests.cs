using OtpNet;
using Tqq.EndToEnd.Tests.Web.Page;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>The table of administrators says of one's own second factor what is so, as soon as it is.</summary>
[LongRun]
public sealed class SecondFactorTableTests : Administration
{
    [Fact]
    public async Task The_table_follows_the_second_factor_when_it_is_switched_on_and_off()
    {
        var (browser, administrator) = await AdminPage.OpenViewAsync(Server, "administrators");
        await using var closed = browser;
        await AdminPage.ConfirmAsync(browser, administrator);
        await browser.WaitForAsync("td[data-words='Second factor']", "off");
        await AdminPage.ClickAsync(browser, ".section .setting .btn", "Switch on");
        await browser.WaitForOneAsync(".inline-form .secret span");
        var secret = (await browser.ReadAsync(".inline-form .secret span")).Replace(" ", "", StringComparison.Ordinal);
        await browser.Page.TypeAsync("#code", new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(DateTime.UtcNow));
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForOneAsync(ShownOnce.Said);
        var recovery = (await browser.ReadAsync(ShownOnce.Said)).Split('\n')[0].Trim();
        await ShownOnce.PutAwayAsync(browser);
        await browser.WaitForAsync("td[data-words='Second factor']", "on");

        await AdminPage.ClickAsync(browser, ".section .setting .btn", "Switch off");
        await browser.WaitForOneAsync("#own");
        await browser.Page.TypeAsync("#own", administrator.Password);
        await browser.Page.TypeAsync("#last", recovery);
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync("td[data-words='Second factor']", "off");
    }
}
