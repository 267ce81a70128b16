using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Admin;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>An administrator with a second factor comes to the chats with it, and with nothing less.</summary>
[LongRun]
public sealed class SecondFactorTests(SharedServer shared)
{
    [Fact]
    public async Task The_page_asks_for_the_code_when_the_password_was_right_and_a_recovery_code_opens_it_once()
    {
        var person = await shared.Server.AddPersonAsync();
        var recovery = (await SecondFactor.SwitchOnAsync(person))[0];
        await using var browser = await PageBrowser.OpenAsync(shared.Server);
        await browser.WaitForOneAsync("#uin");
        Assert.Null(await browser.Page.QuerySelectorAsync("#code"));
        await browser.Page.TypeAsync("#uin", $"{person.Uin}");
        await browser.Page.TypeAsync("#password", person.Password);
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync(".field .hint", "It is asked for, too: six digits, or one of your recovery codes.");
        await browser.WaitUntilAsync("() => document.activeElement.id === 'code'");
        await browser.Page.Keyboard.TypeAsync("000000x");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync(".field .error", "That code is wrong or was used before.");
        await browser.Page.EvaluateExpressionAsync("document.querySelector('#code').value = ''");
        await browser.Page.TypeAsync("#code", recovery);
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitUntilConnectedAsync();

        await using var other = await PageBrowser.OpenAsync(shared.Server);
        await other.WaitForOneAsync("#uin");
        await other.Page.TypeAsync("#uin", $"{person.Uin}");
        await other.Page.TypeAsync("#password", person.Password);
        await other.Page.Keyboard.PressAsync("Enter");
        await other.WaitForOneAsync("#code");
        await other.Page.TypeAsync("#code", recovery);
        await other.Page.Keyboard.PressAsync("Enter");
        await other.WaitForAsync(".field .error", "That code is wrong or was used before.");
        Assert.Empty(await browser.ComplaintsAsync());
    }
}
