using System.Web;
using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Page;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>
/// What others write, and what one administrator writes for another, is text on every page of the administrator: the payloads as names and
/// fields of accounts, names of devices, tokens, app passwords and administrators, notes of invitations and reserved numbers,
/// announcements, reasons, lists of accounts, searches, and addresses of the page itself.
/// </summary>
[LongRun]
public sealed class AdminPayloadTests(PageServer page) : IClassFixture<PageServer>
{
    // Every row of every page of the list that is shown, and what each row opens: at most so many pages and rows.
    private const int MostPages = 30;
    private const int MostDrawers = 12;

    private static readonly string[] s_views =
    [
        "overview", "accounts", "sessions", "invitations", "numbers", "announcement", "audit", "administrators", "store", "settings",
    ];

    private readonly TestServer _server = page.Server;

    [Fact]
    public async Task Nothing_that_others_write_is_more_than_text_on_any_page()
    {
        var root = await _server.AddPersonAsync(nick: Payloads.Cut(Payloads.All[1], 18));
        await AdminBrowser.AppointAsync(root);
        using var admin = new AdminBrowser(_server, root.From);
        await admin.SignInAsync(root);
        await admin.AskAsync(HttpMethod.Post, "session/confirm", new { password = root.Password });
        var town = new PayloadTown(_server);
        await PayloadTown.MakeAccountsAsync(admin);
        await town.MakeNotesAsync(admin);
        await town.MakeDevicesAsync(admin);
        await town.MakeAdministratorsAsync();

        await using var browser = await SignInAsync(root);
        foreach (var view in s_views)
        {
            await browser.GoAsync(view);
            await browser.WaitForOneAsync($".navlist a[href='#/{view}'][aria-current]");
            await browser.WaitForOneAsync(view is "overview" ? ".tiles" : view is "store" ? ".pairs" : ".page");
            await LookThroughListAsync(browser, view);
        }

        Assert.Empty(await browser.ComplaintsAsync());
        // People see announcements, too.
        var reader = new Person(_server, PayloadTown.FirstUin + 3, "correct horse");
        await using var person = await PageBrowser.OpenAsync(_server);
        await Payloads.WatchAsync(person);
        await person.SignInAsync(reader);
        await person.GoAsync("chat/10000");
        await person.WaitForOneAsync(".talk .msg, .talk .notice");
        await Payloads.LookThroughAsync(person, "announcements");
        Assert.Empty(await person.ComplaintsAsync());
    }

    [Fact]
    public async Task Nothing_that_is_looked_for_or_stands_in_an_address_is_more_than_text()
    {
        var root = await _server.AddPersonAsync();
        await AdminBrowser.AppointAsync(root);
        await using var browser = await SignInAsync(root);
        foreach (var (view, title, at) in new[] { ("accounts", "Accounts", 0), ("sessions", "Sessions", 60), ("audit", "Audit log", 120) })
            foreach (var payload in Payloads.All.Skip(at).Take(8))
            {
                await browser.GoAsync(view);
                await browser.WaitForAsync("main h1", title);
                var answered = browser.Page.WaitForResponseAsync(response => Asks(response.Url, payload.Trim()));
                await TypeAsync(browser, ".search input", payload);
                await answered;
                await browser.WaitUntilAsync("() => document.querySelector('.page .hint, .page .error, .table')");
                await browser.Page.EvaluateFunctionAsync(
                    "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
                await Payloads.LookAsync(browser, $"{view}, looking for {payload}");
            }

        // Where the page is told to be, by addresses that anybody can send.
        foreach (var before in new[] { "", "/", "/accounts/", "link=", "/first/", "/audit?" })
            foreach (var isEscaped in new[] { true, false })
            {
                await browser.Page.EvaluateFunctionAsync("""
                    async (before, payloads, isEscaped) => {
                      for (const payload of payloads) {
                        location.hash = before + (isEscaped ? encodeURIComponent(payload) : payload);
                        await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
                      }
                    }
                    """, before, Payloads.All.Where((_, at) => at % 4 == before.Length % 4).ToArray(), isEscaped);
                await Payloads.LookAsync(browser, $"#{before}");
            }

        // What is no address is none to look for sessions by.
        Assert.Empty(await browser.ComplaintsAsync("400 (Bad Request)"));
    }

    [Fact]
    public async Task Nothing_of_a_list_of_accounts_is_more_than_text_neither_where_it_is_refused_nor_where_it_is_taken()
    {
        var root = await _server.AddPersonAsync();
        await AdminBrowser.AppointAsync(root);
        await using var browser = await SignInAsync(root);
        await AdminPage.ConfirmAsync(browser, root);
        await browser.GoAsync("accounts");
        await ImportAsync(browser, $"nick,{Cell(Payloads.All[0])}\nx,y");
        await browser.WaitForOneAsync("dialog .faults li");
        await Payloads.LookAsync(browser, "a list with another column");
        await ImportAsync(browser, "nick,uin,who-may-add\n" + string.Concat(Payloads.All.Select(one => $"a,{Cell(one)},{Cell(one)}\n")));
        await browser.WaitForAsync("dialog .faults li", "Who may add");
        await Payloads.LookAsync(browser, "a list with faults");
        await ImportAsync(browser, "nick\n" + string.Concat(Payloads.All.Take(60).Select(one => Cell(Payloads.Cut(one, 18)) + "\n")));
        await browser.WaitForOneAsync(".shown-once .outcome.ok");
        await Payloads.LookAsync(browser, "a list that was taken");
        await ShownOnce.PutAwayAsync(browser);
        Assert.Empty(await browser.ComplaintsAsync("400 (Bad Request)"));
    }

    private async Task<PageBrowser> SignInAsync(Person root)
    {
        var browser = await AdminPage.OpenAsync(_server, root);
        await Payloads.WatchAsync(browser);
        await browser.WaitForOneAsync(".navlist");
        return browser;
    }

    // Looks at each page of a list, and of the first rows at what they open.
    private static async Task LookThroughListAsync(PageBrowser browser, string view)
    {
        for (var at = 0; at < MostPages; at++)
        {
            await Payloads.LookThroughAsync(browser, $"{view}, page {at + 1}");
            if (view == "accounts" && at == 0)
                await LookIntoDrawersAsync(browser);
            var more = await browser.Page.EvaluateExpressionAsync<string?>("""
                (() => {
                  const button = [...document.querySelectorAll(".pager button")]
                    .find(one => /Next|Older/.test(one.innerText) && !one.disabled);
                  const mark = document.querySelector(".page").innerText;
                  button?.click();
                  return button ? mark : null;
                })()
                """);
            if (more is null)
                return;
            await browser.WaitUntilAsync("before => document.querySelector('.page').innerText !== before", more);
        }
    }

    private static async Task LookIntoDrawersAsync(PageBrowser browser)
    {
        for (var row = 0; row < MostDrawers; row++)
        {
            await browser.Page.EvaluateFunctionAsync(
                "row => document.querySelectorAll('.table tbody tr')[row].querySelector('button').click()", row);
            await browser.WaitForOneAsync("dialog.drawer .pairs");
            await Payloads.LookThroughAsync(browser, $"account {row + 1}");
            await browser.Page.Keyboard.PressAsync("Escape");
            await browser.WaitForNoneAsync("dialog.drawer");
        }
    }

    private static bool Asks(string url, string text) =>
        HttpUtility.ParseQueryString(new Uri(url).Query) is var query && query.AllKeys.Any(key => query[key] == text);

    private static async Task TypeAsync(PageBrowser browser, string selector, string text) => await browser.Page.EvaluateFunctionAsync("""
        (selector, text) => {
          const field = document.querySelector(selector);
          field.value = text;
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }
        """, selector, text);

    private static async Task ImportAsync(PageBrowser browser, string list)
    {
        await browser.WaitForOneAsync(".page");
        if (await browser.Page.QuerySelectorAsync("#csv") is null)
            await AdminPage.ClickAsync(browser, ".bar button, .toolbar button", "From a list");
        await browser.WaitForOneAsync("#csv");
        await TypeAsync(browser, "#csv", list);
        await browser.Page.ClickAsync("dialog .btn.primary");
    }

    private static string Cell(string text) => PayloadTown.Cell(text);
}
