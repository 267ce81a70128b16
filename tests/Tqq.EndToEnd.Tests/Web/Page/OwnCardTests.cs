using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>One's own card: who sees which field of it is chosen beside the field.</summary>
[LongRun]
public sealed class OwnCardTests(PageServer pages) : IClassFixture<PageServer>
{
    private const string Email = "[aria-label='E-mail: who sees it']";

    private readonly TestServer _server = pages.Server;

    private async Task<PageBrowser> OpenAsync(Person me)
    {
        var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.GoAsync("me");
        return browser;
    }

    private async Task<(Person Person, ApiClient Client)> AddAsync(string nick)
    {
        var person = await _server.AddPersonAsync("anyone", nick);
        var client = await ApiClient.SignInAsync(person);
        await client.AskAsync(HttpMethod.Patch, "me", new
        {
            profile = new { realName = "林夏", email = "lin@example.net", school = "浙大", mobile = "13600000000" },
        });
        return (person, client);
    }

    [Fact]
    public async Task Who_sees_a_field_is_chosen_with_the_keyboard_and_saved_with_the_rest()
    {
        var (me, mine) = await AddAsync("林");
        using var _ = mine;
        await using var browser = await OpenAsync(me);
        await browser.Page.WaitForSelectorAsync("#own-realName");
        await browser.Page.FocusAsync("#own-realName");
        await browser.Page.Keyboard.TypeAsync("子");
        await browser.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Real name: who sees it", await browser.Page.EvaluateExpressionAsync<string>("document.activeElement.ariaLabel"));
        await browser.Page.Keyboard.PressAsync("ArrowDown");
        await browser.WaitForAsync(".save", "2 changes");
        await browser.Page.Keyboard.PressAsync("Tab");
        await browser.Page.ClickAsync(".save .btn.primary");
        await browser.WaitForAsync(".save [role=status]", "Saved");

        var now = await mine.AskAsync(HttpMethod.Get, "me");
        Assert.Equal(("nobody", "friends"), (now.GetProperty("settings").GetProperty("whoSees").GetProperty("realName").GetString(),
            now.GetProperty("settings").GetProperty("whoSees").GetProperty("email").GetString()));
        Assert.Contains("子", now.GetProperty("profile").GetProperty("realName").GetString(), StringComparison.Ordinal);
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task Who_sees_a_field_is_shown_as_another_session_has_chosen_it()
    {
        var (me, mine) = await AddAsync("林");
        using var _ = mine;
        await using var browser = await OpenAsync(me);
        await browser.WaitUntilAsync("one => document.querySelector(one)?.value === 'friends'", Email);
        await mine.AskAsync(HttpMethod.Patch, "me", new { settings = new { whoSees = new { email = "everyone" } } });
        await browser.WaitUntilAsync("one => document.querySelector(one).value === 'everyone'", Email);
    }

    [Fact]
    public async Task What_was_chosen_and_is_discarded_stays_as_it_was()
    {
        var (me, mine) = await AddAsync("林");
        using var _ = mine;
        await using var browser = await OpenAsync(me);
        await browser.Page.WaitForSelectorAsync(Email);
        await browser.Page.SelectAsync(Email, "everyone");
        await browser.WaitForAsync(".save", "One change");
        await browser.Page.ClickAsync(".save .btn.quiet");
        await browser.Page.WaitForFunctionAsync($"() => document.querySelector(`{Email}`).value === 'friends'");
        Assert.Equal(0, await browser.Page.EvaluateExpressionAsync<int>("document.querySelectorAll('[aria-label^=\"Nickname:\"]').length"));
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task The_card_is_shown_as_a_friend_and_as_a_stranger_sees_it()
    {
        var (me, mine) = await AddAsync("林");
        using var _ = mine;
        await using var browser = await OpenAsync(me);
        await browser.WaitForAsync(".section .actions button", "As a friend sees it");
        foreach (var (at, isFriend) in ((int, bool)[])[(1, true), (2, false)])
        {
            await browser.Page.ClickAsync($".section .actions button:nth-child({at})");
            await browser.WaitForAsync("dialog[open] .facts", "浙大");
            var shown = await browser.Page.EvaluateExpressionAsync<string>("document.querySelector('dialog[open]').textContent");
            Assert.Equal((isFriend, isFriend), (shown.Contains("林夏", StringComparison.Ordinal),
                shown.Contains("lin@example.net", StringComparison.Ordinal)));
            Assert.Contains("136********", shown, StringComparison.Ordinal);
            Assert.Empty(await browser.ComplaintsAsync());
            await browser.Page.Keyboard.PressAsync("Escape");
            await browser.Page.WaitForFunctionAsync("() => !document.querySelector('dialog')");
        }
    }

    [Theory]
    [InlineData("en", "This is no web address.", "This is no e-mail address.")]
    [InlineData("zh", "这不是网址", "这不是邮箱地址")]
    public async Task A_home_page_and_an_e_mail_address_have_to_be_such(string language, string page, string mail)
    {
        var (me, mine) = await AddAsync("林");
        using var _ = mine;
        // Other programs may have stored what is none, which keeps nobody from changing something else.
        await mine.AskAsync(HttpMethod.Patch, "me", new { profile = new { homePage = "none yet" } });
        await using var browser = await OpenAsync(me);
        await browser.SpeakAsync(language);
        await browser.FillAsync("#own-email", "lin at home");
        await browser.SendAsync("#own-email");
        await browser.WaitForFaultAsync("#own-email", mail);
        await browser.FillAsync("#own-email", "lin@example.com");
        await browser.FillAsync("#own-homePage", "javascript:alert(1)");
        await browser.SendAsync("#own-email");
        await browser.WaitForFaultAsync("#own-homePage", page);
        await browser.FillAsync("#own-homePage", "none yet");
        await browser.SendAsync("#own-email");
        await browser.WaitForAsync(".save [role=status]", language == "en" ? "Saved" : "已保存");
        var now = await mine.AskAsync(HttpMethod.Get, "me");
        Assert.Equal("lin@example.com", now.GetProperty("profile").GetProperty("email").GetString());
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Theory]
    [InlineData("example.org/~lin", "http://example.org/~lin")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("https://bank.example@evil.example/", null)]
    [InlineData("none yet", null)]
    public async Task Only_a_web_address_is_a_link_on_a_card(string homePage, string? leadsTo)
    {
        var (me, (other, theirs)) = (await _server.AddPersonAsync(), await AddAsync("夏"));
        using var _ = theirs;
        await theirs.AskAsync(HttpMethod.Patch, "me", new { profile = new { homePage } });
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}/card");
        await browser.WaitForAsync(".side .facts", homePage);
        Assert.Equal(leadsTo, await browser.Page.EvaluateExpressionAsync<string?>("document.querySelector('.side .facts a')?.href"));
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task Beside_a_mobile_number_that_is_not_for_everyone_it_says_that_others_see_its_beginning()
    {
        var (me, mine) = await AddAsync("林");
        using var _ = mine;
        await using var browser = await OpenAsync(me);
        await browser.WaitForAsync("#own-mobile-hint", "Everyone sees its beginning: 136********.");
        await browser.Page.SelectAsync("[aria-label='Mobile: who sees it']", "friends");
        await browser.WaitForAsync("#own-mobile-hint", "All but friends see its beginning alone: 136********.");
        await browser.Page.SelectAsync("[aria-label='Mobile: who sees it']", "everyone");
        await browser.WaitForNoneAsync("#own-mobile-hint");
    }

    [Fact]
    public async Task A_lock_stands_beside_what_only_friends_see_and_beside_nothing_else()
    {
        var (me, other) = (await _server.AddPersonAsync(), await AddAsync("夏"));
        using var theirs = other.Client;
        await theirs.AskAsync(HttpMethod.Patch, "me", new { settings = new { whoSees = new { email = "everyone", school = "friends" } } });
        using var mine = await ApiClient.SignInAsync(me);
        await mine.AskAsync(HttpMethod.Post, "friends", new { uin = other.Person.Uin });
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Person.Uin}/card");
        await browser.WaitForAsync(".side .facts", "林夏");
        Assert.Equal(["林夏", "浙大"], await browser.Page.EvaluateExpressionAsync<string[]>(
            "[...document.querySelectorAll('.side dd:has(.lock) bdi')].map(one => one.textContent)"));
        Assert.Contains("lin@example.net",
            await browser.Page.EvaluateExpressionAsync<string>("document.querySelector('.side').textContent"), StringComparison.Ordinal);
        Assert.Empty(await browser.ComplaintsAsync());
    }
}
