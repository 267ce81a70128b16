namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>The dialog with what the server says once, as tests try to lose it.</summary>
internal static class ShownOnce
{
    /// <summary>What is said.</summary>
    public const string Said = ".shown-once .secret span, .shown-once .code pre, .shown-once .table tbody";

    /// <summary>The cross that closes the dialog, where it does.</summary>
    public const string Cross = ".shown-once header .icon-btn:not([disabled])";

    private const string Asks = """
        () => {
          const event = new Event("beforeunload", { cancelable: true });
          dispatchEvent(event);
          return event.defaultPrevented;
        }
        """;

    // Asked in the moment in which the dialog has gone.
    private const string AsksWhenGone = $$"""
        async () => {
          const gone = new Promise(done => new MutationObserver(() => document.querySelector(".shown-once") || done())
            .observe(document.body, { childList: true, subtree: true }));
          [...document.querySelectorAll(".shown-once button")].find(one => one.innerText.trim() === "I have it").click();
          await gone;
          return ({{Asks}})();
        }
        """;

    /// <summary>
    /// Waits for the dialog, tries Escape, clicks beside it and the back button, and then puts it away: it is there until that, and the
    /// browser asks before the page is left.
    /// </summary>
    /// <returns>What it says.</returns>
    public static async Task<string> StaysAsync(PageBrowser browser)
    {
        var said = (await browser.ReadAsync(Said)).Trim();
        Assert.NotEqual("", said);
        await TryToCloseAsync(browser);
        Assert.True(await AsksAsync(browser));
        await GoBackAsync(browser);
        await TryToCloseAsync(browser);
        Assert.Equal(said, (await browser.ReadAsync(Said)).Trim());
        Assert.False(await browser.Page.EvaluateFunctionAsync<bool>(AsksWhenGone));
        return said;
    }

    /// <summary>Whether the browser asks before it leaves the page.</summary>
    public static Task<bool> AsksAsync(PageBrowser browser) => browser.Page.EvaluateFunctionAsync<bool>(Asks);

    /// <summary>Presses its button.</summary>
    public static async Task PutAwayAsync(PageBrowser browser)
    {
        await browser.PressAsync("I have it", ".shown-once", "");
        await browser.WaitForNoneAsync(".shown-once");
    }

    /// <summary>Goes back as the browser's button does, and waits until the page is in another view.</summary>
    public static async Task GoBackAsync(PageBrowser browser)
    {
        var here = await browser.Page.EvaluateExpressionAsync<string>("location.hash");
        await browser.Page.EvaluateExpressionAsync("history.back()");
        await browser.WaitUntilAsync("here => location.hash !== here", here);
        await SettleAsync(browser);
    }

    /// <summary>
    /// Escape, and a click beside the dialog. Twice, because a browser lets a page refuse one Escape after each click, and no more.
    /// </summary>
    public static async Task TryToCloseAsync(PageBrowser browser, string dialog = ".shown-once")
    {
        await browser.Page.Keyboard.PressAsync("Escape");
        await browser.Page.Keyboard.PressAsync("Escape");
        await browser.Page.Mouse.ClickAsync(4, 4);
        await SettleAsync(browser);
        Assert.Equal("open, without a cross", await browser.Page.EvaluateFunctionAsync<string>("""
            selector => {
              const dialog = document.querySelector(selector);
              const cross = dialog?.querySelector("header .icon-btn:not([disabled])");
              return `${dialog?.matches(":modal") ? "open" : "closed"}, ${cross ? "with" : "without"} a cross`;
            }
            """, dialog));
    }

    // What a closing would set off has happened when a task is run after it.
    private static Task SettleAsync(PageBrowser browser) => browser.Page.EvaluateFunctionAsync(
        "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))");
}
