using static Tqq.EndToEnd.Tests.Web.Page.Views.Admin.AdminView;

namespace Tqq.EndToEnd.Tests.Web.Page.Views.Admin;

/// <summary>
/// The administrator's pages where there is nothing yet, where something is refused, and where something is on its way. What is answered
/// in place of the server stays so for the views after it.
/// </summary>
internal static class AdminStates
{
    private const string Row = ".table tbody tr";

    /// <summary>Those at the door.</summary>
    public static IReadOnlyList<View> Door { get; } =
    [
        Of("first-over", "", "#password", async browser =>
        {
            await AnswerAsync(browser, "POST /first/check", 200, Json(new { good = false }));
            await browser.Page.EvaluateExpressionAsync("location.hash = '#link=once'");
            await browser.WaitForOneAsync(".error");
        }),
    ];

    /// <summary>Those of an administrator with all rights.</summary>
    public static IReadOnlyList<View> Full { get; } =
    [
        Of("looks-menu", "", ".navlist", View.Opening(".me .icon-btn", ":popover-open :focus")),
        Of("overview-week", "overview", ".chart .stroke", browser => browser.PressAsync(".panel .seg label:nth-of-type(3) input")),
        Of("overview-unreached", "overview", ".chart .stroke", async browser =>
        {
            await AnswerAsync(browser, "GET /overview/history", 503, Refused("busy"));
            await browser.PressAsync(".panel .seg label:nth-of-type(2) input");
            await browser.WaitForOneAsync(".panel .error");
        }),
        Of("account-profile", "accounts", Row, async browser =>
        {
            await AnswerAsync(browser, "PATCH /accounts/52013", 409, Refused("busy"));
            await OpenAsync(browser, "52013");
            await View.ScrollToAsync(browser, "#nickname");
            await View.WriteAsync(browser, "#nickname", "周二也不上班");
            await browser.PressAsync(".drawer form:has(#nickname) .btn");
            await browser.WaitForOneAsync(".drawer .error");
        }),
        Of("account-app-passwords", "accounts", Row, async browser =>
        {
            await AnswerAsync(browser, "POST /accounts/88001/app-passwords", 201,
                Json(new { id = 3, name = "Nokia 6630", password = "kiwi-lamp-4821-tram" }));
            await OpenAsync(browser, "88001");
            await AnswerAsync(browser, "GET /accounts/88001/app-passwords", 200, Json(new
            {
                appPasswords = new object[]
                {
                    new { id = 2, name = "C64", lastUsed = AdminTown.Now.AddHours(-3), lastUsedFrom = "203.0.113.7" },
                    new { id = 3, name = "Nokia 6630" },
                },
            }));
            await View.WriteAsync(browser, ".drawer input[name=name]", "Nokia 6630");
            await View.OpenAsync(browser, ".drawer form:has(input[name=name]) .btn", ".shown-once .secret");
            await View.ScrollToAsync(browser, ".drawer form:has(input[name=name])");
        }),
        Of("account-disable", "accounts", Row, async browser =>
        {
            await OpenAsync(browser, "700700");
            await View.OpenAsync(browser, ".drawer .foot button:nth-of-type(3)", ".drawer .sure input");
        }),
        Of("account-kick", "accounts", Row, async browser =>
        {
            await OpenAsync(browser, "700700");
            await View.OpenAsync(browser, ".drawer .foot button:nth-of-type(2)", ".drawer .sure");
        }),
        Of("account-kicked", "accounts", Row, async browser =>
        {
            await OpenAsync(browser, "700700");
            await AnswerAsync(browser, "POST /accounts/700700/kick", 200, Json(new
            {
                kicked = true, session = new { address = "203.0.113.80" }, left = 0,
                devices = new[]
                {
                    new { number = 3, kind = "web", name = "Firefox, Linux" }, new { number = 5, kind = "token", name = "heating 暖气" },
                },
            }));
            await View.OpenAsync(browser, ".drawer .foot button:nth-of-type(2)", ".drawer .sure");
            await View.OpenAsync(browser, ".drawer .sure .danger", ".drawer .ended");
        }),
        Of("account-administrator", "accounts", Row, browser => OpenAsync(browser, "20077")),
        Of("accounts-made-many", "accounts", Row, async browser =>
        {
            await AnswerAsync(browser, "POST /accounts/csv", 201, Json(new
            {
                accounts = Enumerable.Range(0, 120).Select(at => new { line = at + 2, nick = $"Pupil {at}", uin = 10_100 + at }),
            }));
            await OpenListAsync(browser);
            await View.OpenAsync(browser, ".dialog .primary", ".shown-once .table");
            await View.ScrollToAsync(browser, ".shown-once .hint");
        }),
        Of("session-end", "sessions", Row, View.Opening(".table tbody tr:nth-of-type(2) button", ".dialog form")),
        Of("announcement-everyone", "announcement", "#text", async browser =>
        {
            await View.WriteAsync(browser, "#text", "今晚 23:00 服务器重启，约一分钟。");
            await View.OpenAsync(browser, "main form .primary", ".dialog form");
        }),
        Of("sessions-none", "sessions", Row, async browser =>
        {
            await View.WriteAsync(browser, ".search input", "203.0.113.99");
            await browser.WaitForNoneAsync(Row);
        }),
        Anew("registration", "invitations", ".setting .seg", "GET /registration", new
        {
            registration = "open", chosenBy = "20077", chosen = AdminTown.Now.AddDays(-2),
        }),
        Anew("invitations-none", "invitations", "#main .page > .hint", "GET /invitations", new { invitations = Array.Empty<object>() }),
        Anew("numbers-none", "numbers", "#main .section > .hint", "GET /reserved-numbers", new { ranges = Array.Empty<object>() }),
        Anew("announcement-sending", "announcement", "progress", "GET /announcements", new
        {
            accounts = 12_480, online = 214,
            announcements = new object[]
            {
                new
                {
                    id = 3, text = "The store moves to a new disk tonight; texts wait a minute.", state = "sending", madeBy = "20051",
                    made = AdminTown.Now.AddSeconds(-40), reached = 7_204, of = 12_480, refused = 2,
                },
                new
                {
                    id = 2, text = "旧公告", state = "cancelled", madeBy = "token", made = AdminTown.Now.AddDays(-9), reached = 12,
                    of = 12_102,
                },
            },
        }),
        Anew("announcement-none", "announcement", "#main .section > .hint", "GET /announcements", new
        {
            accounts = 1, online = 1, announcements = Array.Empty<object>(),
        }),
        Of("audit-broken", "audit", Row, async browser =>
        {
            await AnswerAsync(browser, "GET /audit/verify", 200, Json(new { ok = false, fault = "line 17 does not follow line 16" }));
            await View.OpenAsync(browser, ".bar button.btn", ".page > .error");
        }),
        Of("audit-none", "audit", Row, async browser =>
        {
            await View.WriteAsync(browser, ".search input", "accounts.nothing");
            await browser.WaitForNoneAsync(Row);
        }),
        Of("administrators-refused", "administrators", Row, async browser =>
        {
            await AnswerAsync(browser, "DELETE /administrators/20077", 409, Refused("last-administrator"));
            await browser.PressAsync(".table .danger");
            await View.OpenAsync(browser, ".dialog .danger", ".dialog .error");
        }),
        Anew("store-new", "store", ".section > .hint", "GET /backups", new
        {
            directory = "/var/lib/tqq/backups", backups = Array.Empty<object>(),
        }),
        Of("second-factor-off", "administrators", Row, async browser =>
        {
            await AnswerAsync(browser, "GET /session", 200,
                Json(new { uin = 20051, nick = "Lin 林夏", role = "full", totp = true, recoveryCodes = 9 }));
            // The page looks again who is signed in when somebody comes back to it.
            await browser.Page.EvaluateExpressionAsync("dispatchEvent(new Event('visibilitychange'))");
            await browser.WaitForAsync("#main .section .setting p", "9");
            await View.OpenAsync(browser, ".section .setting .btn", "#own");
            await View.ScrollToAsync(browser, "#own");
        })
    ];

    // What a page asks when it is opened is answered by the test before.
    private static View Anew(string name, string route, string shown, string asked, object answer) =>
        Of(name, "settings", ".table", async browser =>
        {
            await AnswerAsync(browser, asked, 200, Json(answer));
            await browser.GoAsync(route);
            await browser.WaitForOneAsync(shown);
        });
}
