using PuppeteerSharp.Input;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>The menu of one message: by mouse, keys and finger.</summary>
[LongRun]
public sealed class MessageMenuTests(PageServer pages) : IClassFixture<PageServer>
{
    private const string Menu = ".with-menu .menu:popover-open";

    // All tests share one clipboard.
    private const string OwnClipboard = "() => { navigator.clipboard.writeText = async text => { globalThis.copied = text; }; }";

    // As it is for pages that come by plain http from another machine.
    private const string NoClipboard = """
        () => {
          Object.defineProperty(navigator, 'clipboard', { value: undefined });
          addEventListener('copy', event => {
            globalThis.copied = document.activeElement.value;
            event.clipboardData.setData('text/plain', '');
            event.preventDefault();
          });
        }
        """;

    private readonly TestServer _server = pages.Server;

    [Theory]
    [InlineData(OwnClipboard)]
    [InlineData(NoClipboard)]
    public async Task The_context_menu_of_a_message_copies_its_text(string clipboard)
    {
        await using var browser = await OpenAsync(clipboard);
        await PointAsync(browser, "two\n  lines", MouseButton.Right);
        await browser.WaitForAsync(Menu, "Copy the text");
        await ChooseAsync(browser, "Copy the text");
        await browser.WaitUntilAsync("() => globalThis.copied === 'two\\n  lines'");
        await browser.WaitForOneAsync(".of-message[aria-label=Copied]");
        await browser.WaitForNoneAsync(Menu);
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task The_button_beside_a_message_comes_with_the_mouse_and_a_message_is_deleted_here_and_not_there()
    {
        var (me, other) = await TalkAsync();
        await using var browser = await OpenAsync(me, other);
        await PointAsync(browser, "two\n  lines");
        await browser.WaitForOneAsync(".item:has(.msg:hover) .of-message.shown");
        await browser.Page.ClickAsync(".of-message.shown");
        await browser.WaitForOneAsync(Menu);
        await ChooseAsync(browser, "Delete for me");
        await browser.WaitForAsync("dialog[open]", "It is deleted here and on all your devices. The other person keeps it.");
        await browser.RefuseAsync("", "DELETE");
        await browser.Page.ClickAsync("dialog[open] .danger");
        await browser.WaitForAsync("dialog[open] .error", "The server's disk takes nothing now.");
        await browser.LetGoAsync();
        await browser.Page.ClickAsync("dialog[open] .danger");

        await browser.WaitForNoneAsync("dialog");
        Assert.Equal(["one", "three"], await browser.MessagesAsync());
        Assert.Equal(["one", "three"], await TextsAsync(me, other));
        Assert.Equal(["one", "two\n  lines", "three"], await TextsAsync(other, me));
    }

    [Fact]
    public async Task Keys_reach_the_menu_of_each_message_and_what_is_not_deleted_stays()
    {
        var (me, other) = await TalkAsync();
        await using var browser = await OpenAsync(me, other);
        await browser.Page.Keyboard.DownAsync("Alt");
        await browser.Page.Keyboard.PressAsync("m");
        await browser.Page.Keyboard.UpAsync("Alt");
        await IsAtAsync("three");
        await browser.Page.Keyboard.PressAsync("ArrowUp");
        await IsAtAsync("two");
        await browser.Page.Keyboard.PressAsync("ArrowUp");
        await IsAtAsync("one");
        await browser.Page.Keyboard.PressAsync("ArrowDown");
        await IsAtAsync("two");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitUntilAsync("() => document.activeElement.innerText.includes('Copy the text')");
        await browser.Page.Keyboard.PressAsync("ArrowDown");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForOneAsync("dialog[open]");
        await browser.WaitUntilAsync("() => document.activeElement.innerText === 'Cancel'");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForNoneAsync("dialog");
        await IsAtAsync("two");
        Assert.Equal(["one", "two\n  lines", "three"], await browser.MessagesAsync());

        Task IsAtAsync(string text) => browser.WaitUntilAsync("""
            text => document.activeElement.matches('.of-message')
              && document.activeElement.closest('.item').querySelector('.msg').innerText.startsWith(text)
            """, text);
    }

    [Fact]
    public async Task A_finger_on_a_message_brings_its_button_which_opens_the_menu_in_Chinese()
    {
        var (me, other) = await TalkAsync();
        await using var browser = await PageBrowser.OpenAsync(_server, 390);
        await browser.Page.SetViewportAsync(new() { Width = 390, Height = 800, HasTouch = true, IsMobile = true });
        await browser.Page.EvaluateExpressionAsync("localStorage.setItem('tqq.language', 'zh')");
        await browser.Page.ReloadAsync();
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.WaitForAsync(".msg", "two");
        await browser.Page.TapAsync(".item:nth-child(2) .msg");
        await browser.WaitForOneAsync(".item:nth-child(2) .of-message.shown[aria-label=更多操作]");
        await browser.Page.TapAsync(".of-message.shown");
        await browser.WaitForAsync(Menu, "复制内容");
        Assert.True(await browser.Page.EvaluateFunctionAsync<bool>("""
            menu => {
              const { left, right, top, bottom } = document.querySelector(menu).getBoundingClientRect();
              const isLow = [...document.querySelectorAll(`${menu} button, .of-message`)].some(one => one.offsetHeight < 44);
              return left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight && !isLow;
            }
            """, Menu));
        await ChooseAsync(browser, "为我删除");
        await browser.WaitForAsync("dialog[open]", "删除这条消息");
        await browser.Page.TapAsync("dialog[open] .danger");
        await browser.WaitForNoneAsync("dialog");
        Assert.Equal(["one", "three"], await TextsAsync(me, other));
    }

    [Fact]
    public async Task What_is_selected_and_an_address_keep_the_menu_of_the_browser()
    {
        await using var browser = await OpenAsync(OwnClipboard, "look at https://a.example/ please");
        await browser.Page.EvaluateExpressionAsync(
            "globalThis.kept = []; addEventListener('contextmenu', event => kept.push(!event.defaultPrevented))");
        await browser.Page.ClickAsync(".msg a", new ClickOptions { Button = MouseButton.Right });
        await browser.WaitUntilAsync("() => kept.length === 1");
        await browser.Page.EvaluateExpressionAsync("getSelection().selectAllChildren(document.querySelector('.item .msg'))");
        await PointAsync(browser, "one", MouseButton.Right);
        await browser.WaitUntilAsync("() => kept.length === 2");
        Assert.True(await browser.Page.EvaluateExpressionAsync<bool>("kept.every(Boolean)"));
        Assert.Null(await browser.Page.QuerySelectorAsync(Menu));
    }

    private static Task ChooseAsync(PageBrowser browser, string words) => browser.Page.EvaluateFunctionAsync(
        "(menu, words) => [...document.querySelectorAll(`${menu} button`)].find(one => one.innerText.trim() === words).click()",
        Menu, words);

    // The mouse goes to a message, and with a button it is pressed there.
    private static async Task PointAsync(PageBrowser browser, string text, MouseButton? button = null)
    {
        var at = await browser.Page.EvaluateFunctionAsync<decimal[]>("""
            text => {
              const one = [...document.querySelectorAll('.item .msg')].find(each => each.innerText.trim() === text);
              const { left, top } = one.getBoundingClientRect();
              return [left + 8, top + 8];
            }
            """, text);
        if (button is { } pressed)
            await browser.Page.Mouse.ClickAsync(at[0], at[1], new ClickOptions { Button = pressed });
        else
            await browser.Page.Mouse.MoveAsync(at[0], at[1]);
    }

    private static async Task<string[]> TextsAsync(Person me, Person other)
    {
        using var mine = await ApiClient.SignInAsync(me);
        var page = await mine.AskAsync(HttpMethod.Get, $"conversations/{other.Uin}/messages");
        return [.. page.GetProperty("messages").EnumerateArray().Where(one => one.GetProperty("kind").GetString() == "message")
            .Select(one => one.GetProperty("text").GetString()!).Reverse()];
    }

    private async Task<(Person Me, Person Other)> TalkAsync(params string[] more)
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddPersonAsync());
        // The other keeps what was sent, too.
        (await ApiClient.SignInAsync(other)).Dispose();
        await PageServer.SayAsync(me, other, ["one"]);
        await PageServer.SayAsync(other, me, ["two\n  lines", "three", .. more]);
        return (me, other);
    }

    private async Task<PageBrowser> OpenAsync(Person me, Person other, string? script = null)
    {
        var browser = await PageBrowser.OpenAsync(_server);
        if (script is not null)
        {
            await browser.Page.EvaluateFunctionOnNewDocumentAsync(script);
            await browser.Page.ReloadAsync();
        }

        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.WaitForAsync(".msg", "three");
        return browser;
    }

    private async Task<PageBrowser> OpenAsync(string script, params string[] more)
    {
        var (me, other) = await TalkAsync(more);
        return await OpenAsync(me, other, script);
    }
}
