namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>Requests, the own card and the settings.</summary>
internal static class OwnViews
{
    private const string Token = "tqq_4f9Kq2ZbX7mP1sT8uVwR3yNcE6hJ0aLd";

    /// <summary>Who asks, and who is asked.</summary>
    public static IReadOnlyList<View> Requests { get; } =
    [
        new("requests", "requests", ".page .person"),
        new("requests-reply", "requests", ".page .person", View.Opening(".person .actions .btn:nth-of-type(2)", ".person textarea")),
        new("requests-refuse", "requests", ".page .person", View.Opening(".person .actions .btn:nth-of-type(3)", ".person .danger")),
        new("add", "add", ".page input"),
        new("add-found", "add/88001", ".page .person"),
        new("add-words", "add", ".page input", async browser =>
        {
            await AskAsync(browser, "needs-words");
            await browser.WaitForOneAsync(".person textarea");
        }),
        new("add-asked", "add", ".page input", async browser =>
        {
            await AskAsync(browser, "refused");
            await browser.WaitForOneAsync(".outcome");
        }),
        new("add-none", "add/nobody-of-that-name", ".page .empty"),
    ];

    /// <summary>The own card.</summary>
    public static IReadOnlyList<View> Card { get; } =
    [
        new("me", "me", ".page .field"),
        new("own", "own", ".column .me-card"),
        new("me-changed", "me", ".page .field", async browser =>
        {
            await View.WriteAsync(browser, "#own-city", "杭州 Hangzhou");
            await View.WriteAsync(browser, "#own-job", "铁路 railways");
            await browser.WaitForOneAsync(".save .primary:enabled");
            await View.ScrollToAsync(browser, "#own-city");
        }),
        new("me-refused", "me", ".page .field", async browser =>
        {
            await ViewInspection.AnswerAsync(browser, "PATCH /me", 507, new { type = "/errors/disk-full" });
            await View.WriteAsync(browser, "#own-city", "杭州 Hangzhou");
            await View.OpenAsync(browser, ".save .primary:enabled", ".save .error");
            await View.ScrollToAsync(browser, "#own-email");
        }),
    ];

    /// <summary>The settings.</summary>
    public static IReadOnlyList<View> Settings { get; } =
    [
        new("settings-look", "settings", ".page .setting"),
        new("settings-notifications", "settings/notifications", ".page"),
        new("settings-reach", "settings/reach", ".page .setting"),
        new("settings-blocked", "settings/blocked", "#blocked .entry", IsSteady: false),
        new("settings-sessions", "settings/sessions", "#sessions .entry", IsSteady: false),
        new("settings-sessions-end", "settings/sessions", "#sessions .entry", View.Opening("#sessions > .actions .danger", ".dialog form"),
            IsSteady: false),
        new("settings-app-passwords", "settings/app-passwords", "#app-passwords .entry"),
        new("settings-app-password-made", "settings/app-passwords", "#app-passwords .entry", async browser =>
        {
            await ViewInspection.AnswerAsync(browser, "POST /me/app-passwords", 201,
                new { id = 7, name = "Nokia 6630", password = "kiwi-lamp-4821-tram" });
            await View.WriteAsync(browser, "#app-passwords input[name=name]", "Nokia 6630");
            await View.OpenAsync(browser, "#app-passwords .new-key .btn", ".shown-once .secret");
        }),
        new("settings-tokens", "settings/tokens", "#tokens .entry"),
        new("settings-token-made", "settings/tokens", "#tokens .entry", browser => MakeTokenAsync(browser, "send")),
        new("settings-token-made-to-read", "settings/tokens", "#tokens .entry", browser => MakeTokenAsync(browser, "read")),
        new("settings-tokens-not-read", "", "#text, .list", async browser =>
        {
            await ViewInspection.AnswerAsync(browser, "GET /tokens", 503, new { type = "/errors/busy" });
            await browser.GoAsync("settings/tokens");
            await browser.WaitForOneAsync("#tokens .error");
            await View.ScrollToAsync(browser, "#tokens .error");
        }, IsSteady: false)
        { Restore = browser => browser.GoAsync("") },
        new("settings-account", "settings/account", "#account .setting"),
        new("settings-password", "settings/account", "#account .setting", async browser =>
        {
            await ViewInspection.AnswerAsync(browser, "PUT /me/password", 403,
                new { type = "/errors/not-the-password", field = "current", rule = "proof" });
            await View.OpenAsync(browser, "#account .setting:nth-of-type(1) .btn", "#fresh");
            await View.WriteAsync(browser, "#current", "pear");
            await View.WriteAsync(browser, "#fresh", "correct horse");
            await View.OpenAsync(browser, "#account form .primary", "#account .error");
            await View.ScrollToAsync(browser, "#account .error");
        }),
        new("settings-delete", "settings/account", "#account .setting", async browser =>
        {
            await View.OpenAsync(browser, "#account .danger", "#sure");
            await View.ScrollToAsync(browser, "#sure");
        }),
    ];

    /// <summary>The settings where the page came by plain http.</summary>
    public static IReadOnlyList<View> ByPlainHttp { get; } =
        [new("settings-notifications-plain", "settings/notifications", "#notifications > .hint")];

    // Of somebody who wants to know who asks.
    private static async Task AskAsync(PageBrowser browser, string outcome)
    {
        await ViewInspection.AnswerAsync(browser, "POST /friends", 200, new { outcome });
        await View.WriteAsync(browser, "#who", "30001");
        await View.OpenAsync(browser, ".who-line .btn", ".person .do .btn");
        await browser.PressAsync(".person .do .btn");
    }

    private static async Task MakeTokenAsync(PageBrowser browser, string rights)
    {
        await ViewInspection.AnswerAsync(browser, "POST /tokens", 201,
            new { id = 9, name = "weather station", rights, token = Token });
        await View.WriteAsync(browser, "#tokens input[name=name]", "weather station");
        await View.OpenAsync(browser, "#tokens .new-key .btn", ".shown-once .code");
    }
}
