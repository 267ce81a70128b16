using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>Addresses of the page that lead to no view of somebody who is signed in.</summary>
[LongRun]
public sealed class AddressTests(PageServer pages) : IClassFixture<PageServer>
{
    private const string Invited = "You are signed in; the invitation is for a new account.";

    private readonly TestServer _server = pages.Server;

    [Theory]
    [InlineData("nowhere", 390)]
    [InlineData("chat/somebody", 390)]
    [InlineData("nowhere/at/all", 1280)]
    [InlineData("chat/99999999999999", 390)]
    [InlineData("chat/9999", 390)]
    public async Task An_address_without_a_view_shows_the_list(string address, int width)
    {
        await using var browser = await SignedInAsync(width);
        await browser.GoAsync(address);
        await IsAtTheListAsync(browser);
        Assert.DoesNotContain(Invited, await browser.ReadAsync(".column"), StringComparison.Ordinal);
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task An_invitation_that_somebody_opens_who_is_signed_in_says_whom_it_is_for_until_they_go_on(int width)
    {
        await using var browser = await SignedInAsync(width);
        await browser.GoAsync("register/abcd-efgh-jkmn");
        await browser.WaitForAsync(".column .told", Invited);
        await IsAtTheListAsync(browser);
        if (width == 390)
            Assert.Empty(await PhoneFaults.OfAsync(browser.Page));
        await browser.GoAsync("add");
        await browser.WaitForNoneAsync(".told");

        await browser.GoAsync("register/abcd-efgh-jkmn");
        await browser.WaitForAsync(".column .told", Invited);
        await browser.PressAsync(".told button");
        await browser.WaitForNoneAsync(".told");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task An_invitation_says_so_where_the_page_begins_with_it()
    {
        await using var browser = await SignedInAsync(390);
        await browser.Page.EvaluateExpressionAsync("history.replaceState(null, '', '#/register/abcd-efgh-jkmn')");
        await browser.Page.ReloadAsync();
        await browser.WaitForAsync(".column .told", Invited);
        await IsAtTheListAsync(browser);
    }

    private static Task IsAtTheListAsync(PageBrowser browser) =>
        browser.WaitUntilAsync("() => location.hash === '#/' && document.querySelector('.list')?.checkVisibility()");

    private async Task<PageBrowser> SignedInAsync(int width)
    {
        var browser = await PageBrowser.OpenAsync(_server, width);
        await browser.SignInAsync(await _server.AddPersonAsync());
        return browser;
    }
}
