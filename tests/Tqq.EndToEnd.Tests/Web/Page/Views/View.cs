namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>A view of the page.</summary>
/// <param name="Name">What its pictures are called.</param>
/// <param name="Route">Where it is, behind `#/`.</param>
/// <param name="Shown">A selector of what is there once it is shown.</param>
/// <param name="Prepare">What is done to it before it is looked at; null for nothing.</param>
/// <param name="IsSteady">Whether it looks the same in every run; it does not where it lists what earlier runs have left.</param>
public sealed record View(string Name, string Route, string Shown, Func<PageBrowser, Task>? Prepare = null, bool IsSteady = true)
{
    /// <summary>The views of somebody who is not signed in.</summary>
    public static IReadOnlyList<View> Door { get; } =
    [
        new("sign-in", "", "#password"),
        new("register", "register", ".door-form form", browser => browser.PressAsync(".door-form [role=tab]:nth-of-type(2)")),
    ];

    /// <summary>The views of somebody who knows nobody yet.</summary>
    public static IReadOnlyList<View> Beginning { get; } = [new("first-steps", "", ".list, .empty")];

    /// <summary>The views of somebody who talks with people.</summary>
    public static IReadOnlyList<View> Inside { get; } =
    [
        new("chats", "", ".list .row"),
        new("friends", "", ".list .row", browser => browser.PressAsync(".find [role=tab]:nth-of-type(2), .tabbar a:nth-of-type(2)")),
        new("status-menu", "", ".list .row", browser => OpenAsync(browser, ".me .btn", ":popover-open")),
        new("keys", "", ".list .row", async browser =>
        {
            await browser.Page.Keyboard.PressAsync("?");
            await browser.WaitForOneAsync(".dialog .keys");
        }),
        new("search-none", "", ".list .row", browser => SearchAsync(browser, "zzz", ".list .empty")),
        new("search", "", ".list .row", browser => SearchAsync(browser, "林夏", ".list mark")),
        new("conversation", "chat/10002", ".talk .msg"),
        new("card", "chat/10002/card", ".side .facts"),
        new("message-menu", "chat/10002", ".talk .msg", OpenMenuAsync),
        new("emoji", "chat/10002", ".talk .msg", browser => OpenAsync(browser, ".compose .icon-btn", ":popover-open .emoji-grid")),
        new("chat-menu", "chat/10002", ".talk .msg", browser => OpenAsync(browser, ".pane .bar [popovertarget]", ":popover-open")),
        new("chat-delete", "chat/10002", ".talk .msg", async browser =>
        {
            await OpenAsync(browser, ".pane .bar [popovertarget]", ":popover-open");
            await OpenAsync(browser, ".bar .dang", ".dialog form");
        }),
        new("requests", "requests", ".page .person"),
        new("add", "add", ".page input"),
        new("me", "me", ".page .field"),
        new("settings-look", "settings", ".page .setting"),
        new("settings-notifications", "settings/notifications", ".page"),
        new("settings-reach", "settings/reach", ".page .setting"),
        new("settings-sessions", "settings/sessions", ".page .entry", IsSteady: false),
        new("settings-app-passwords", "settings/app-passwords", ".page .entry"),
        new("settings-tokens", "settings/tokens", ".page .entry"),
        new("settings-account", "settings/account", ".page .setting"),
    ];

    private static async Task OpenAsync(PageBrowser browser, string button, string opened)
    {
        await browser.PressAsync(button);
        await browser.WaitForOneAsync(opened);
    }

    // Of the last message.
    private static async Task OpenMenuAsync(PageBrowser browser)
    {
        await browser.Page.FocusAsync(".of-message");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForOneAsync(".with-menu .menu:popover-open");
    }

    // What is found comes a moment after the words.
    private static async Task SearchAsync(PageBrowser browser, string words, string found)
    {
        // What was sought last stands there.
        await browser.Page.EvaluateExpressionAsync("document.querySelector('#search').value = ''");
        await browser.Page.TypeAsync("#search", words);
        await browser.WaitForOneAsync(found);
    }
}
