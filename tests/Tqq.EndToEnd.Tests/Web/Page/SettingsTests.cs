using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>The settings, all on one page.</summary>
[LongRun]
public sealed class SettingsTests(PageServer pages) : IClassFixture<PageServer>
{
    // What the settings ask for is answered when the test says so.
    private const string Hold = """
        () => {
          const own = fetch;
          globalThis.release = () => {};
          const released = new Promise(done => { globalThis.release = done; });
          globalThis.fetch = async (path, options) => {
            if (/\/(tokens|sessions|app-passwords)$/.test(String(path))) await released;
            return own(path, options);
          };
        }
        """;

    // Where the section stands in what scrolls.
    private const string Top = "(document.querySelector('#tokens').getBoundingClientRect().top"
        + " - document.querySelector('.scroll').getBoundingClientRect().top)";

    private const string Marked = """
        words => {
          const marked = document.querySelectorAll(".navlist [aria-current]");
          return marked.length === 1 && marked[0].innerText.trim() === words;
        }
        """;

    private readonly TestServer _server = pages.Server;

    [Fact]
    public async Task A_section_that_is_opened_by_its_address_stands_at_the_top_after_all_are_read()
    {
        var me = await _server.AddPersonAsync();
        using var program = await ApiClient.SignInAsync(me);
        for (var number = 0; number < 9; number++)
            await program.AskAsync(HttpMethod.Post, "tokens", new { name = $"token {number}", rights = "send" }, HttpStatusCode.Created);
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.Page.SetViewportAsync(new() { Width = 1280, Height = 500 });
        await browser.SignInAsync(me);
        await browser.Page.EvaluateFunctionOnNewDocumentAsync(Hold);
        await browser.GoAsync("settings/tokens");
        await browser.Page.ReloadAsync();
        await browser.WaitForOneAsync("#account .setting");
        await browser.Page.EvaluateExpressionAsync("release()");

        await browser.WaitUntilAsync("() => document.querySelectorAll('#tokens .entry').length === 9");
        await browser.WaitForOneAsync("#sessions .entry");
        await browser.WaitUntilAsync($"() => Math.abs({Top} - 16) < 2");

        // Whoever has begun to do something is not taken away from it: the form that opens has the focus, and stays in sight.
        await browser.Page.Mouse.MoveAsync(800, 300);
        await browser.Page.Mouse.WheelAsync(0, -200);
        await browser.WaitUntilAsync($"() => {Top} > 100");
        await browser.PressAsync("#account .setting .btn");
        await browser.WaitForOneAsync("#fresh");
        await browser.Page.EvaluateExpressionAsync("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
        Assert.True(await browser.Page.EvaluateExpressionAsync<bool>($"Math.abs({Top} - 16) > 2"));
        Assert.InRange(await browser.Page.EvaluateExpressionAsync<double>(
            "document.querySelector('#current').getBoundingClientRect().top"), 0, 500);
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task The_column_marks_the_section_to_which_one_scrolls_and_goes_to_each_once_more()
    {
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.Page.SetViewportAsync(new() { Width = 1280, Height = 500 });
        await browser.SignInAsync(await _server.AddPersonAsync());
        await browser.GoAsync("settings");
        await browser.WaitForOneAsync("#account .setting");
        await browser.WaitUntilAsync(Marked, "Language and look");

        await browser.Page.Mouse.MoveAsync(800, 300);
        await browser.Page.Mouse.WheelAsync(0, 4000);
        await browser.WaitUntilAsync(Marked, "Account");
        await browser.PressAsync(".navlist a[href='#/settings/tokens']");
        await browser.WaitUntilAsync(Marked, "API tokens");
        await browser.Page.Mouse.WheelAsync(0, -4000);
        await browser.WaitUntilAsync(Marked, "Language and look");
        await browser.WaitUntilAsync("() => document.querySelector('.scroll').scrollTop === 0");

        // Its address is still the one of the section, and its link works all the same.
        await browser.PressAsync(".navlist a[href='#/settings/tokens']");
        await browser.WaitUntilAsync(Marked, "API tokens");
        await browser.WaitUntilAsync("() => document.querySelector('.scroll').scrollTop > 0");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Theory, LongRun]
    [InlineData("tokens", 1280)]
    [InlineData("tokens", 320)]
    [InlineData("app-passwords", 1280)]
    public async Task Neither_a_token_nor_an_app_password_is_made_without_a_name(string section, int width)
    {
        await using var browser = await PageBrowser.OpenAsync(_server, width);
        await browser.SignInAsync(await _server.AddPersonAsync());
        await browser.GoAsync($"settings/{section}");
        await browser.PressAsync($"#{section} .new-key > .btn");
        // The sign stands beside the first line of the sentence.
        await browser.WaitUntilAsync("""
            section => {
              const [sign, words] = document.querySelector(`#${section} .new-key .error`)?.children ?? [];
              return words && Math.abs(sign.getBoundingClientRect().top - words.getBoundingClientRect().top) < 6;
            }
            """, section);
        await browser.WaitForAsync($"#{section} .new-key .error", "is empty.");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Theory]
    [InlineData("Change", "current")]
    [InlineData("Delete", "sure")]
    public async Task A_form_that_a_key_opens_has_the_focus_and_gives_it_back_where_it_is_cancelled(string button, string field)
    {
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(await _server.AddPersonAsync());
        await browser.GoAsync("settings/account");
        await browser.WaitUntilAsync("""
            text => {
              const found = [...document.querySelectorAll('#account .setting button')].find(one => one.innerText.trim() === text);
              found?.focus();
              return Boolean(found);
            }
            """, button);
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitUntilAsync("id => document.activeElement.id === id", field);
        await browser.PressAsync("#account .inline-form button.quiet");
        await browser.WaitForNoneAsync("#account .inline-form");
        Assert.Equal(button, await browser.Page.EvaluateExpressionAsync<string>("document.activeElement.innerText.trim()"));
        Assert.Empty(await browser.ComplaintsAsync());
    }
}
