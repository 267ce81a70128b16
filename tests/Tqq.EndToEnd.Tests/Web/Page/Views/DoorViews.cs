using System.Net;

namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>The views of somebody who is not signed in, or has an account and nothing else.</summary>
internal static class DoorViews
{
    /// <summary>Those at the door.</summary>
    public static IReadOnlyList<View> Door { get; } =
    [
        new("sign-in", "", "#password"),
        new("sign-in-refused", "", "#password", async browser =>
        {
            await ViewInspection.AnswerAsync(browser, "POST /session", 401, new { type = "/errors/wrong-password" });
            await View.WriteAsync(browser, "#uin", "20051");
            await View.WriteAsync(browser, "#password", "pear");
            await View.OpenAsync(browser, ".door-form .primary", ".error");
        }),
        new("register", "register", ".door-form form", View.Opening(".door-form [role=tab]:nth-of-type(2)", "#nick")),
        new("register-wrong", "register", ".door-form form", async browser =>
        {
            await View.OpenAsync(browser, ".door-form [role=tab]:nth-of-type(2)", "#nick");
            await View.OpenAsync(browser, ".door-form .primary", "#password[aria-invalid]");
        }),
        At("register-invited", "register/K7QM-2XWD-9TRP", "#invitation", """{"registration":"invite"}"""),
        At("register-invited-in-vain", "register/K7QM-2XWD-9TRP", "#invitation", """{"registration":"invite"}""", async browser =>
        {
            await ViewInspection.AnswerAsync(browser, "POST /registration", 403,
                new { type = "/errors/no-invitation", field = "invitation", rule = "proof" });
            await View.WriteAsync(browser, "#nick", "小红");
            await View.WriteAsync(browser, "#password", "correct horse battery");
            await View.OpenAsync(browser, ".door-form .primary", ".error");
        }),
        At("register-over", "register/W3QM-2XWD-9TRP", ".door-form .error", """{"registration":"invite"}"""),
        At("register-closed", "register", ".door-form .error", """{"registration":"closed"}"""),
        At("needs-https", "", ".door-form .error", """{"registration":"open","needsHttps":true}"""),
        new("unreachable", "", "#page > *", async browser =>
        {
            await browser.HoldAsync("/me", "GET");
            await browser.Page.ReloadAsync();
            await browser.WaitForOneAsync(".alone h1");
        })
        { Restore = LetGoAsync, Complaints = ["net::ERR_FAILED"] },
    ];

    /// <summary>Those of somebody who knows nobody yet.</summary>
    public static IReadOnlyList<View> Beginning { get; } =
    [
        new("first-steps", "", ".list, .empty"),
        new("friends-none", "", ".list, .empty", View.Opening(
            ".find [role=tab]:nth-of-type(2), .tabbar a:nth-of-type(2)", ".list .empty .btn")),
        new("requests-none", "requests", ".page .hint"),
        new("settings-blocked-none", "settings/blocked", "#blocked .card", IsSteady: false),
    ];

    /// <summary>The door of somebody whose session has ended elsewhere, with a text that was not sent.</summary>
    public static IReadOnlyList<View> Over { get; } =
    [
        new("session-over", "chat/10002", "#text", async browser =>
        {
            await browser.Page.TypeAsync("#text", "not yet");
            await ViewInspection.AnswerAsync(browser, "PUT /me/status", 401, new { type = "/errors/not-signed-in" });
            await browser.Page.EvaluateExpressionAsync("document.querySelector('.me [role=menuitemradio]').click()");
            await browser.WaitForOneAsync(".left-here");
        }),
    ];

    // The page asks how accounts are made once, when it is loaded.
    private static View At(string name, string route, string shown, string registration, Func<PageBrowser, Task>? prepare = null) =>
        new(name, route, ".door", async browser =>
        {
            await browser.AnswerAsync("/registration", "GET", HttpStatusCode.OK, registration);
            await browser.Page.ReloadAsync();
            await browser.WaitForOneAsync(shown);
            await browser.LetGoAsync();
            if (prepare is not null)
                await prepare(browser);
        });

    private static async Task LetGoAsync(PageBrowser browser)
    {
        await browser.LetGoAsync();
        await browser.Page.ReloadAsync();
        await browser.WaitForOneAsync("#password");
    }
}
