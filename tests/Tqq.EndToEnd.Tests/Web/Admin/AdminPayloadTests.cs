using System.Globalization;
using System.Net;
using System.Text;
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
    private const uint FirstUin = 500_001;

    // Every row of every page of the list that is shown, and what each row opens: at most so many pages and rows.
    private const int MostPages = 30;
    private const int MostDrawers = 12;

    private static readonly string[] s_fields = ["PR", "HP", "CT", "SC", "AD", "EM"];

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
        await MakeAccountsAsync(admin);
        await MakeNotesAsync(admin);
        await MakeDevicesAsync(admin);
        await MakeAdministratorsAsync();

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
        var reader = new Person(_server, FirstUin + 3, "correct horse");
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
        await browser.WaitForAsync("dialog .faults li", "who");
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
            await AdminPage.ClickAsync(browser, ".bar button", "From a list");
        await browser.WaitForOneAsync("#csv");
        await TypeAsync(browser, "#csv", list);
        await browser.Page.ClickAsync("dialog .btn.primary");
    }

    // An account for each payload, with payloads in its fields, made by a list.
    private static async Task MakeAccountsAsync(AdminBrowser admin)
    {
        var list = new StringBuilder($"uin,nick,password,who-may-add,{string.Join(',', s_fields)}\n");
        foreach (var (at, payload) in Payloads.All.Index())
            list.Append(CultureInfo.InvariantCulture, $"{FirstUin + at},{Cell(Payloads.Cut(payload, 18))},correct horse,anyone")
                .AppendJoin("", s_fields.Select((_, field) =>
                    "," + Cell(Payloads.Cut(Payloads.All[(at + field) % Payloads.All.Length], 30))))
                .Append('\n');
        await admin.AskAsync(HttpMethod.Post, "accounts/csv", new StringContent(list.ToString(), Encoding.UTF8, "text/csv"),
            HttpStatusCode.Created);
        foreach (var (at, payload) in Payloads.All.Index().Where(one => one.Index % 40 == 0))
            await admin.AskAsync(HttpMethod.Post, $"accounts/{FirstUin + at}/disable", new { reason = payload }, HttpStatusCode.NoContent);
    }

    // Notes and texts of an administrator; each of them stands in the audit log, too.
    private async Task MakeNotesAsync(AdminBrowser admin)
    {
        foreach (var (at, payload) in Payloads.All.Index())
        {
            await admin.AskAsync(HttpMethod.Post, "invitations", new { name = payload }, HttpStatusCode.Created);
            await admin.AskAsync(HttpMethod.Post, "reserved-numbers",
                new { from = 900_000_000 + (10 * at), to = 900_000_005 + (10 * at), note = payload }, HttpStatusCode.Created);
        }

        using var sent = await _server.AdminAsync(HttpMethod.Post, "announcements",
            new { text = string.Join('\n', Payloads.All.Take(60)), to = "all" });
        Assert.True(sent.IsSuccessStatusCode);
        foreach (var payload in Payloads.All.Skip(60))
            await admin.AskAsync(HttpMethod.Post, "announcements", new { text = payload, to = "online" }, HttpStatusCode.Created);
    }

    // Devices, tokens and app passwords whose names are payloads, and somebody who came by an invitation that is named so.
    private async Task MakeDevicesAsync(AdminBrowser admin)
    {
        foreach (var (at, few) in Payloads.All.Chunk(20).Index())
        {
            var person = new Person(_server, FirstUin + 1 + (uint)at, "correct horse");
            using var owner = new ApiClient(_server, person.From);
            foreach (var payload in few.Take(15))
                owner.Token = (await owner.AskAsync(HttpMethod.Post, "session",
                    new { uin = person.Uin, password = person.Password, token = true, device = payload }, HttpStatusCode.Created))
                    .GetProperty("token").GetString();
            foreach (var payload in few.Skip(15))
            {
                await owner.AskAsync(HttpMethod.Post, "tokens", new { name = payload, rights = "send" }, HttpStatusCode.Created);
                await owner.AskAsync(HttpMethod.Post, "me/app-passwords", new { name = Payloads.Cut(payload, 32) }, HttpStatusCode.Created);
            }
        }

        var made = await admin.AskAsync(HttpMethod.Post, "invitations", new { name = Payloads.All[3] }, HttpStatusCode.Created);
        using var newcomer = new ApiClient(_server, IPAddress.Parse("127.1.9.9"));
        await newcomer.AskAsync(HttpMethod.Post, "registration", new
        {
            nick = Payloads.Cut(Payloads.All[5], 18), uin = FirstUin - 1, password = "correct horse", token = true,
            invitation = made.GetProperty("code").GetString(),
        }, HttpStatusCode.Created);
    }

    private async Task MakeAdministratorsAsync()
    {
        foreach (var (at, payload) in Payloads.All.Index().Skip(180))
        {
            using var made = await _server.AdminAsync(HttpMethod.Post, "administrators", new
            {
                uin = FirstUin + 1000 + at, nick = Payloads.Cut(payload, 18), password = "correct horse", role = "read-only",
            });
            Assert.True(made.IsSuccessStatusCode);
        }
    }

    private static string Cell(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
