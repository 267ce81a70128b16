using System.Text.Json;

namespace Tqq.EndToEnd.Tests.Web.Page.Views.Admin;

/// <summary>The views of the administrator's pages.</summary>
internal static class AdminView
{
    private const string Secret = "correct-horse-battery-staple-21";

    /// <summary>The views of somebody who is not signed in.</summary>
    public static IReadOnlyList<View> Door { get; } =
    [
        Of("sign-in", "", "#password"),
        Of("sign-in-code", "", "#password", async browser =>
        {
            await AnswerAsync(browser, "POST /session", 401, Refused("code-needed"));
            await browser.Page.TypeAsync("#uin", "20077");
            await browser.Page.TypeAsync("#password", "secret");
            await browser.Page.Keyboard.PressAsync("Enter");
            await browser.WaitForOneAsync("#code");
            await AnswerAsync(browser, "POST /session", 401,
                Json(new { type = "/errors/wrong-code", detail = "it is wrong", field = "code", rule = "proof" }));
            await View.WriteAsync(browser, "#code", "123456");
            await browser.PressAsync(".door .primary");
            await browser.WaitForOneAsync(".field .error");
        }),
        Of("first", "", "#password", async browser =>
        {
            await AnswerAsync(browser, "POST /first/check", 200, Json(new { good = true }));
            await browser.Page.EvaluateExpressionAsync("location.hash = '#link=once'");
            await browser.WaitForOneAsync("#nick");
        }),
    ];

    /// <summary>The views of an administrator with all rights.</summary>
    public static IReadOnlyList<View> Full { get; } =
    [
        Of("overview", "overview", ".chart .stroke"),
        Of("accounts", "accounts", ".table tbody tr"),
        Of("accounts-none", "accounts", ".table tbody tr", async browser =>
        {
            await browser.Page.TypeAsync(".search input", "99999");
            await browser.WaitForNoneAsync(".table tbody tr");
        }),
        Of("account", "accounts", ".table tbody tr", browser => OpenAsync(browser, "52013")),
        Of("account-disabled", "accounts", ".table tbody tr", browser => OpenAsync(browser, "404404")),
        Of("account-secret", "accounts", ".table tbody tr", async browser =>
        {
            await OpenAsync(browser, "31415926");
            await AnswerAsync(browser, "POST /accounts/31415926/password", 200, Json(new { uin = 31_415_926, password = Secret }));
            await View.OpenAsync(browser, ".drawer .foot button:nth-of-type(1)", ".drawer .sure");
            await View.OpenAsync(browser, ".drawer .sure .danger", ".shown-once .secret");
        }),
        Of("account-delete", "accounts", ".table tbody tr", async browser =>
        {
            await OpenAsync(browser, "700700");
            await browser.PressAsync(".drawer .foot button:nth-of-type(4)");
            await browser.WaitForOneAsync(".drawer .sure");
        }),
        Of("password-again", "accounts", ".table tbody tr", async browser =>
        {
            await OpenAsync(browser, "700700");
            await AnswerAsync(browser, "DELETE /accounts/700700", 403, Refused("confirm-password"));
            await browser.PressAsync(".drawer .foot button:nth-of-type(4)");
            await browser.PressAsync(".drawer .sure .danger");
            await browser.WaitForOneAsync("#again");
        }),
        Of("account-new", "accounts", ".table tbody tr", browser => browser.PressAsync(".bar .primary")),
        Of("account-made", "accounts", ".table tbody tr", async browser =>
        {
            await AnswerAsync(browser, "POST /accounts", 201, Json(new { uin = 10_003, nick = "小红", password = Secret }));
            await browser.PressAsync(".bar .primary");
            await FillAsync(browser, "nick", "小红");
            await browser.WaitForOneAsync(".shown-once .secret");
        }),
        Of("accounts-list", "accounts", ".table tbody tr", async browser =>
        {
            await AnswerAsync(browser, "POST /accounts/csv", 400, Json(new
            {
                type = "/errors/bad-input", detail = "line 2", faults = new object[]
                {
                    new { line = 2, detail = "it is 7", column = "uin", rule = "number", min = 10_001, max = uint.MaxValue },
                    new { line = 3, detail = "nick is missing", column = "nick", rule = "missing" },
                },
            }));
            await OpenListAsync(browser);
            await browser.WaitForOneAsync(".dialog #csv");
            await browser.PressAsync(".dialog .primary");
            await browser.WaitForOneAsync(".dialog .faults");
        }),
        Of("accounts-made", "accounts", ".table tbody tr", async browser =>
        {
            await AnswerAsync(browser, "POST /accounts/csv", 201, Json(new
            {
                accounts = new object[]
                {
                    new { line = 2, nick = "小红", uin = 10_003, password = Secret }, new { line = 3, nick = "Fawn", uin = 10_004 },
                },
            }));
            await OpenListAsync(browser);
            await browser.WaitForOneAsync(".dialog #csv");
            await browser.PressAsync(".dialog .primary");
            await browser.WaitForOneAsync(".shown-once .table");
        }),
        Of("sessions", "sessions", ".table tbody tr"),
        Of("invitations", "invitations", ".table tbody tr"),
        Of("invitation-new", "invitations", ".table tbody tr", browser => browser.PressAsync(".bar .primary")),
        Of("invitation-made", "invitations", ".table tbody tr", async browser =>
        {
            await AnswerAsync(browser, "POST /invitations", 201, Json(new { id = 9, name = "Anna", code = "K7QM-2XWD-9TRP" }));
            await browser.PressAsync(".bar .primary");
            await FillAsync(browser, "name", "Anna");
            await browser.WaitForOneAsync(".shown-once .secret");
        }),
        Of("numbers", "numbers", ".table tbody tr"),
        Of("numbers-wrong", "numbers", ".table tbody tr", async browser =>
        {
            await View.WriteAsync(browser, "[name=to]", "77");
            await browser.PressAsync(".new-key .btn");
            await browser.WaitForOneAsync("[name=to][aria-invalid]");
        }),
        Of("announcement", "announcement", ".entry", browser =>
            browser.Page.TypeAsync("#text", "今晚 23:00 服务器重启，约一分钟。\nhttps://example.org/status")),
        Of("audit", "audit", ".table tbody tr", async browser =>
        {
            await browser.PressAsync(".bar button.btn");
            await browser.WaitForOneAsync(".outcome.ok, .page > .error");
        }),
        Of("administrators", "administrators", ".table tbody tr"),
        Of("administrator-new", "administrators", ".table tbody tr", browser => browser.PressAsync(".bar .primary")),
        Of("administrator-link", "administrators", ".table tbody tr", async browser =>
        {
            await AnswerAsync(browser, "POST /administrators/link", 200, Json(new
            {
                link = "http://127.0.0.1:8080/admin/#link=Zk3vQ0y7mP5sT1uXhN8bRw", code = "Zk3vQ0y7mP5sT1uXhN8bRw",
                expires = AdminTown.Now.AddMinutes(30),
            }));
            await browser.PressAsync(".card .setting.keep .btn");
            await browser.WaitForOneAsync(".shown-once .secret");
        }),
        Of("second-factor", "administrators", ".table tbody tr", async browser =>
        {
            await AnswerAsync(browser, "POST /totp", 200, Json(new
            {
                secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", uri = "otpauth://totp/Tqq:20051?secret=JBSWY3DPEHPK3PXP",
            }));
            await AnswerAsync(browser, "POST /totp/on", 403, Refused("not-the-code"));
            await browser.PressAsync(".section .setting .btn");
            await browser.WaitForOneAsync("#code");
            await ToEndAsync(browser);
        }),
        Of("recovery-codes", "administrators", ".table tbody tr", async browser =>
        {
            await AnswerAsync(browser, "POST /totp", 200, Json(new { secret = "JBSWY3DPEHPK3PXP", uri = "otpauth://totp/Tqq:20051" }));
            await AnswerAsync(browser, "POST /totp/on", 200, Json(new
            {
                recoveryCodes = Enumerable.Range(0, 10).Select(at => $"{10243 + (at * 7919):x5}-{89012 + (at * 104_729):x5}"),
            }));
            await AnswerAsync(browser, "GET /session", 200, Json(new
            {
                uin = 20051, nick = "Lin 林夏", role = "full", totp = true, recoveryCodes = 10,
            }));
            await browser.PressAsync(".section .setting .btn");
            await browser.WaitForOneAsync("#code");
            await browser.Page.TypeAsync("#code", "123456");
            await browser.Page.Keyboard.PressAsync("Enter");
            await browser.WaitForOneAsync(".shown-once .code");
        }),
        Of("store", "store", ".entry"),
        Of("store-trouble", "store", ".entry", async browser =>
        {
            await AnswerAsync(browser, "GET /store", 200, AdminAnswers.DamagedStore);
            await AnswerAsync(browser, "GET /backups", 200, AdminAnswers.BusyBackups);
            await browser.GoAsync("settings");
            await browser.WaitForOneAsync(".table tbody tr");
            await browser.GoAsync("store");
            await browser.WaitForOneAsync("progress");
        }),
        Of("settings", "settings", ".table tbody tr"),
        Of("sections", "", ".navlist"),
    ];

    /// <summary>The views of one who only reads, where they differ.</summary>
    public static IReadOnlyList<View> Reader { get; } =
    [
        Of("reader-account", "accounts", ".table tbody tr", browser => OpenAsync(browser, "52013")),
        Of("reader-invitations", "invitations", ".table tbody tr"),
        Of("reader-announcement", "announcement", ".entry"),
        Of("reader-administrators", "administrators", ".table tbody tr"),
    ];

    /// <summary>A view of these pages.</summary>
    public static View Of(string name, string route, string shown, Func<PageBrowser, Task>? prepare = null) =>
        new("admin-" + name, route, shown, prepare);

    /// <summary>Answers something in place of the server, until the page is loaded anew.</summary>
    public static Task AnswerAsync(PageBrowser browser, string asked, int status, string body) =>
        StandingPage.AnswerAsync(browser, asked, status, body);

    // Fills in a field of a dialog and sends it: a dialog that has just come may take the focus once more.
    private static async Task FillAsync(PageBrowser browser, string field, string text)
    {
        await browser.WaitForOneAsync($".dialog #{field}");
        await browser.Page.EvaluateFunctionAsync("""
            (selector, text) => {
              const field = document.querySelector(selector);
              field.value = text;
              field.dispatchEvent(new Event("input", { bubbles: true }));
            }
            """, $".dialog #{field}", text);
        await browser.PressAsync(".dialog .primary");
    }

    /// <summary>Opens the account with a number.</summary>
    public static async Task OpenAsync(PageBrowser browser, string uin)
    {
        await browser.Page.EvaluateFunctionAsync("""
            uin => [...document.querySelectorAll(".table tbody tr")].find(one => one.innerText.includes(uin))
              .querySelector(".acts button").click()
            """, uin);
        await browser.WaitForOneAsync(".drawer .pairs");
    }

    // A phone does not show the button; a window that is made narrow later may show what it opened.
    /// <summary>Opens the form for accounts from a list, whose button is in the bar, or below it on a phone.</summary>
    public static Task OpenListAsync(PageBrowser browser) =>
        browser.PressAsync(".bar .actions .btn:not(.primary), .toolbar > .btn");

    private static Task ToEndAsync(PageBrowser browser) => browser.Page.EvaluateExpressionAsync(
        "document.querySelector('.pane .scroll').scrollTop = 10000");

    /// <summary>An answer's body.</summary>
    public static string Json(object body) => JsonSerializer.Serialize(body);

    /// <summary>The body of a refusal.</summary>
    public static string Refused(string type) => AdminAnswers.Refusal(type, type);
}
