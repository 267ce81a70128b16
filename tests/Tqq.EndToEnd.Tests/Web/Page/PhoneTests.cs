using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>The page on a phone.</summary>
public sealed class PhoneTests(PageServer pages) : IClassFixture<PageServer>
{
    private readonly TestServer _server = pages.Server;

    [Fact, LongRun]
    public async Task Whoever_gets_a_number_sees_it_and_what_to_do_with_it()
    {
        await using var browser = await PageBrowser.OpenAsync(_server, 390);
        await browser.GoAsync("register");
        await browser.Page.WaitForSelectorAsync("[role=tab]:last-child");
        await browser.Page.ClickAsync("[role=tab]:last-child");
        await browser.Page.WaitForSelectorAsync("#nick");
        await browser.Page.TypeAsync("#nick", "小鹿 Fawn");
        await browser.Page.TypeAsync("#password", "a long pass phrase");
        await browser.Page.Keyboard.PressAsync("Enter");

        await browser.WaitForAsync(".list .only-phone h2", "You have a number.");
        Assert.Equal(await browser.ReadAsync(".me .mono"), (await browser.ReadAsync(".only-phone .bignumber")).Trim());
        Assert.Empty(await PhoneFaults.OfAsync(browser.Page));
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task The_tab_Me_opens_the_own_card_and_the_sections_of_the_settings_and_stays()
    {
        var me = await _server.AddPersonAsync(nick: "小鹿 Fawn");
        await using var browser = await PageBrowser.OpenAsync(_server, 390);
        await browser.SignInAsync(me);
        await browser.PressAsync(".tabbar a:nth-of-type(3)");
        await browser.WaitForAsync(".column .me-card", $"{me.Uin}");
        await browser.WaitForAsync(".tabbar a[aria-current=page]", "Me");
        Assert.Empty(await PhoneFaults.OfAsync(browser.Page));
        await browser.PressAsync(".navlist a[href='#/settings/account']");
        await browser.WaitForOneAsync(".pane #account");
        await browser.PressAsync(".bar .back");
        await browser.PressAsync(".column .me-card");
        await browser.WaitForOneAsync("#own-nick");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    public async Task No_view_is_wider_than_a_phone_and_no_target_is_smaller_than_a_finger(int width)
    {
        var (me, other) = (await _server.AddPersonAsync(nick: "A nickname of 32 characters here"), await _server.AddPersonAsync());
        using var mine = await ApiClient.SignInAsync(me);
        await mine.AskAsync(HttpMethod.Post, "friends", new { uin = other.Uin, words = "It is me" });
        var asker = await _server.AddPersonAsync();
        using var asking = await ApiClient.SignInAsync(asker);
        await asking.AskAsync(HttpMethod.Post, "friends", new { uin = me.Uin, words = new string('w', 130) });
        await PageServer.SayAsync(other, me,
            [new string('w', 500), "a\n    b;\n    c;", "https://a.example/" + new string('x', 200), "🎉"]);
        await PageServer.SayAsync(me, other, ["hi ,"]);
        await using var browser = await PageBrowser.OpenAsync(_server, width);
        await browser.SignInAsync(me);
        string[] views =
            ["", "requests", $"add/{other.Uin}", "me", "settings", $"chat/{other.Uin}", $"chat/{asker.Uin}", $"chat/{other.Uin}/card"];
        string[] shown =
            [".list .row", ".person .words", ".person", "#own-nick", "#account .setting", ".item .msg", ".notice", ".side .hero"];
        foreach (var (view, element) in views.Zip(shown))
        {
            await browser.GoAsync(view);
            await browser.Page.WaitForSelectorAsync(element);
            Assert.Empty(await PhoneFaults.OfAsync(browser.Page));
        }

        Assert.Empty(await browser.ComplaintsAsync());
    }
}
