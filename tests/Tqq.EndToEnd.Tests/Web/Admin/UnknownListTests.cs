namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>A list of the administrator's page that could not be read is not called empty.</summary>
[LongRun]
public sealed class UnknownListTests : Administration
{
    [Theory]
    [InlineData("announcement", "/announcements", "No announcements yet.")]
    [InlineData("invitations", "/invitations", "No invitation codes yet.")]
    [InlineData("numbers", "/reserved-numbers", "No numbers are reserved.")]
    public async Task It_is_empty_only_where_the_server_says_so_and_is_read_again(string view, string path, string empty)
    {
        var (browser, _) = await AdminPage.OpenViewAsync(Server, "overview");
        await using var closed = browser;
        await browser.RefuseAsync(path, "GET");
        await browser.GoAsync(view);
        await browser.WaitForAsync(".page .error", "Try again");
        Assert.DoesNotContain(empty, await browser.ReadAsync(".page"), StringComparison.Ordinal);
        await browser.LetGoAsync();
        await browser.PressAsync("Try again", ".page .error", "");
        await browser.WaitForAsync(".page", empty);
    }

    [Fact]
    public async Task Nobody_is_said_to_have_no_app_passwords_before_that_is_known()
    {
        var (reader, person) = (await Server.AddPersonAsync(), await Server.AddPersonAsync());
        await AdminBrowser.AppointAsync(reader, "read-only");
        await using var browser = await AdminPage.OpenAsync(Server, reader);
        await browser.RefuseAsync("/app-passwords", "GET");
        await browser.GoAsync("accounts");
        await AdminPage.ClickAsync(browser, ".table td", $"{person.Uin}");
        await browser.WaitForAsync(".drawer .error", "The server's disk takes nothing now.");
        Assert.Equal("", await browser.Page.EvaluateFunctionAsync<string>(Section));
        await browser.LetGoAsync();
        await browser.Page.Keyboard.PressAsync("Escape");
        await browser.WaitForNoneAsync(".drawer");
        await AdminPage.ClickAsync(browser, ".table td", $"{person.Uin}");
        await browser.WaitUntilAsync($"() => ({Section})() === 'None.'");
    }

    // What stands below the heading, but for what could not be read.
    private const string Section = """
        () => [...document.querySelectorAll(".drawer section")].map(one => [one.querySelector("h2")?.innerText, one.innerText,
            one.querySelector(".error")?.innerText ?? ""])
          .filter(([heading]) => heading === "App passwords")
          .map(([heading, text, trouble]) => text.replace(heading, "").replace(trouble, "").trim())[0]
        """;
}
