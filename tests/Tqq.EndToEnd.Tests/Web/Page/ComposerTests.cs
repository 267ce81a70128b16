using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>What somebody writes, and how it is shown.</summary>
[LongRun]
public sealed class ComposerTests(PageServer pages) : IClassFixture<PageServer>
{
    private readonly TestServer _server = pages.Server;

    [Fact]
    public async Task An_emoji_goes_where_the_caret_is_and_one_alone_is_shown_large()
    {
        await using var browser = await OpenAsync();
        await browser.Page.TypeAsync("#text", "ab");
        await browser.Page.Keyboard.PressAsync("ArrowLeft");
        await PickAsync(browser, "🎂");
        await browser.WaitUntilAsync("() => document.activeElement.id === 'text' && document.activeElement.value === 'a🎂b'");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync(".talk .msg:not(.emoji)", "a🎂b");
        await PickAsync(browser, "🔥");
        await browser.WaitUntilAsync("() => document.activeElement.value === '🔥'");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync(".talk .msg.emoji", "🔥");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task Code_keeps_its_form_and_text_that_runs_to_the_left_does_not_turn_the_line_around_it()
    {
        await using var browser = await OpenAsync();
        await browser.Page.FocusAsync("#text");
        await browser.Page.Keyboard.SendCharacterAsync("def f():\n    return 1");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync(".talk .msg.source", "return 1");
        Assert.Equal("def f():\n    return 1", await browser.ReadAsync(".talk .msg.source"));
        await browser.Page.Keyboard.SendCharacterAsync("שלום");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync(".talk .item .msg", "שלום");
        Assert.Equal(["rtl", "ltr"], await browser.Page.EvaluateExpressionAsync<string[]>("""
            [...document.querySelectorAll('.talk .item .msg')].filter(one => one.innerText.includes('שלום'))
              .flatMap(one => [one, one.closest('.group')]).map(one => getComputedStyle(one).direction)
            """));
        Assert.Empty(await browser.ComplaintsAsync());
    }

    private static async Task PickAsync(PageBrowser browser, string emoji)
    {
        await browser.PressAsync(".composer [aria-haspopup=menu]");
        await browser.WaitForOneAsync(".composer .menu:popover-open");
        await browser.PressAsync(emoji, ".composer .emoji-grid", "");
    }

    private async Task<PageBrowser> OpenAsync()
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddPersonAsync());
        var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.WaitForOneAsync("#text");
        return browser;
    }
}
