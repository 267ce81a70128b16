using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Page;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>The page of invitations, while nobody may register.</summary>
[LongRun]
public sealed class InvitationInVainTests : IDisposable
{
    private const string InVain = "Nobody may register now: no code makes an account";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task That_a_code_makes_no_account_is_said_before_it_is_made_and_after_until_registration_is_by_code()
    {
        await using var server = await LocalServer.StartAsync(_directory.At("data"));
        var (browser, _) = await AdminPage.OpenViewAsync(server, "invitations");
        await using var open = browser;
        await browser.WaitForOneAsync("input[name=registration][value=closed]:checked");
        await AdminPage.ClickAsync(browser, ".bar button", "New code");
        await browser.WaitForAsync("dialog[open] .caution", InVain);
        await browser.Page.TypeAsync("dialog #name", "Grandma");
        await AdminPage.ClickAsync(browser, "dialog button", "Make the code");
        await browser.WaitForAsync(".shown-once .caution", InVain);
        await ShownOnce.PutAwayAsync(browser);
        await browser.WaitForAsync("main .caution", InVain);
        await browser.PressAsync("input[name=registration][value=invite]");
        await browser.WaitForNoneAsync(".caution");
        await browser.WaitForAsync(".table .chip.ok", "Valid");
        Assert.Empty(await browser.ComplaintsAsync());
    }
}
