using PuppeteerSharp;

namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>A view of the page.</summary>
/// <param name="Name">What its pictures are called.</param>
/// <param name="Route">Where it is, behind `#/`.</param>
/// <param name="Shown">A selector of what is there once it is shown.</param>
/// <param name="Prepare">What is done to it before it is looked at; null for nothing.</param>
/// <param name="IsSteady">Whether it looks the same in every run; it does not where it lists what earlier runs have left.</param>
public sealed record View(string Name, string Route, string Shown, Func<IPage, Task>? Prepare = null, bool IsSteady = true)
{
    /// <summary>The views of somebody who is not signed in.</summary>
    public static IReadOnlyList<View> Door { get; } =
    [
        new("sign-in", "", "#password"),
        new("register", "register", ".door-form form", page => ClickAsync(page, ".door-form [role=tab]:nth-of-type(2)")),
    ];

    /// <summary>The views of somebody who knows nobody yet.</summary>
    public static IReadOnlyList<View> Beginning { get; } = [new("first-steps", "", ".list, .empty")];

    /// <summary>The views of somebody who talks with people.</summary>
    public static IReadOnlyList<View> Inside { get; } =
    [
        new("chats", "", ".list .row"),
        new("friends", "", ".list .row", page => ClickAsync(page, ".find [role=tab]:nth-of-type(2), .tabbar a:nth-of-type(2)")),
        new("search", "", ".list .row", page => SearchAsync(page, "林夏")),
        new("conversation", "chat/10002", ".talk .msg"),
        new("card", "chat/10002/card", ".side .facts"),
        new("message-menu", "chat/10002", ".talk .msg", OpenMenuAsync),
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

    private static Task ClickAsync(IPage page, string selector) => page.EvaluateFunctionAsync(
        "selector => [...document.querySelectorAll(selector)].find(one => one.checkVisibility())?.click()", selector);

    // Of the last message.
    private static async Task OpenMenuAsync(IPage page)
    {
        await page.FocusAsync(".of-message");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".with-menu .menu:popover-open");
    }

    // What is found comes a moment after the words.
    private static async Task SearchAsync(IPage page, string words)
    {
        await page.TypeAsync("#search", words);
        await page.WaitForFunctionAsync("words => document.querySelector('.list mark')?.innerText === words", words);
    }
}
