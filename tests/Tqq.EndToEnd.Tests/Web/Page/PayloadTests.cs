using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>
/// What others write is text, in every place of the page: 200 texts that became script or markup elsewhere (`tests/page/payloads.txt`), as
/// nicknames, texts, words, reasons and fields of a profile, through the wire and the API.
/// </summary>
[LongRun]
public sealed class PayloadTests(PageServer page) : IClassFixture<PageServer>
{
    // Every way in which a text would show that it was more than text.
    private const string Harm = """
        () => {
          const all = [...document.querySelectorAll("*")];
          const handlers = all.flatMap(one => one.getAttributeNames()).filter(name => name.startsWith("on"));
          const names = ["href", "src", "action", "formaction", "xlink:href", "data", "srcdoc"];
          const addresses = all.flatMap(one => names.map(name => one.getAttribute(name) ?? ""))
            .filter(value => /^\s*(javascript|vbscript|data):/i.test(value));
          const tags = /^(IFRAME|OBJECT|EMBED|BASE|FRAME|PORTAL|MARQUEE|STYLE|AUDIO|VIDEO)$/;
          const strange = all.map(one => one.tagName).filter(name => tags.test(name));
          const scripts = [...document.scripts].filter(one => !one.src.startsWith(`${location.origin}/page/`)).map(one => one.outerHTML);
          return [...handlers, ...addresses, ...strange, ...scripts, ...globalThis.ran];
        }
        """;

    private const string Watch = """
        () => {
          globalThis.ran = [];
          for (const name of ["alert", "confirm", "prompt", "print", "open", "eval"]) globalThis[name] = () => { ran.push(name); };
        }
        """;

    private static readonly string[] s_views =
    [
        "", "requests", "add", "me", "settings", "settings/blocked", "settings/sessions", "settings/tokens", "settings/app-passwords",
    ];

    private static string[] Payloads => File.ReadAllLines(Path.Combine(Repository.Root, "tests", "page", "payloads.txt"));

    [Fact]
    public async Task Nothing_that_others_write_is_more_than_text_on_any_view()
    {
        var payloads = Payloads;
        Assert.InRange(payloads.Length, 200, 1000);
        var lin = await page.Server.AddPersonAsync("anyone");
        using var reader = await ApiClient.SignInAsync(lin);
        await SayThemAllAsync(lin, payloads);
        var friend = await MeetThemAllAsync(lin, reader, payloads);
        await using var browser = await PageBrowser.OpenAsync(page.Server);
        await browser.Page.EvaluateFunctionOnNewDocumentAsync(Watch);
        await browser.Page.ReloadAsync();
        await browser.SignInAsync(lin);
        foreach (var view in s_views.Append($"chat/{friend}").Append($"chat/{friend}/card"))
        {
            await browser.GoAsync(view);
            await browser.WaitForOneAsync("#main, .list");
            await LookThroughAsync(browser, view);
        }

        await browser.GoAsync($"chat/{friend}");
        await browser.WaitForOneAsync(".talk .msg");
        await browser.Page.TypeAsync(".search input", "alert");
        await browser.WaitForAsync(".list .row", "alert");
        Assert.Empty(await browser.Page.EvaluateFunctionAsync<string[]>(Harm));
        Assert.Empty(await browser.ComplaintsAsync());
    }

    // Looks at a view from its end to its beginning: what is not drawn cannot do harm.
    private static async Task LookThroughAsync(PageBrowser browser, string view)
    {
        for (var part = 0; part < 12; part++)
        {
            var harm = await browser.Page.EvaluateFunctionAsync<string[]>(Harm);
            Assert.True(harm.Length == 0, $"{view}: {string.Join(", ", harm)}");
            await browser.Page.EvaluateFunctionAsync("""
                part => new Promise(resolve => {
                  const boxes = document.querySelectorAll(".log, .scroll, .list, .side");
                  for (const one of boxes) one.scrollTop = one.scrollHeight * (1 - part / 12);
                  requestAnimationFrame(() => requestAnimationFrame(resolve));
                })
                """, part);
        }
    }

    // Every payload as a text: the first half by the API, the others by a client of 2005.
    private async Task SayThemAllAsync(Person lin, string[] payloads)
    {
        var (one, other) = (await page.Server.AddPersonAsync("anyone"), await page.Server.AddOnlineAsync("anyone"));
        await PageServer.SayAsync(one, lin, payloads.Take(payloads.Length / 2));
        foreach (var payload in payloads.Skip(payloads.Length / 2).Where(text => !text.Contains('\u2028', StringComparison.Ordinal)))
            Assert.Equal("0&", await other.ResultAsync("CLTMSG", $"&UN={lin.Uin}&MG={Uri.EscapeDataString(payload)}"));
    }

    // People whose names, words, fields and reasons are payloads: friends, askers, refusers, and one who is blocked.
    private async Task<uint> MeetThemAllAsync(Person lin, ApiClient reader, string[] payloads)
    {
        var friend = 0u;
        foreach (var (at, few) in payloads.Chunk(8).Index())
        {
            var nick = Cut(few[0], 18);
            var person = await page.Server.AddPersonAsync(at % 3 == 0 ? "verify" : "anyone", nick);
            using var other = await ApiClient.SignInAsync(person);
            await other.AskAsync(HttpMethod.Patch, "me", new
            {
                profile = new
                {
                    introduction = few[1 % few.Length], homePage = few[2 % few.Length],
                    city = Cut(few[3 % few.Length], 30), school = Cut(few[4 % few.Length], 30),
                },
            });
            await reader.AskAsync(HttpMethod.Post, "friends", new { uin = person.Uin, words = few[5 % few.Length] });
            if (at % 3 == 0)
                await other.AskAsync(HttpMethod.Post, $"requests/in/{lin.Uin}/refuse", new { reason = few[6 % few.Length] },
                    HttpStatusCode.NoContent);
            else if (at % 5 != 0)
                friend = person.Uin;
            // What a blocked one says is not kept.
            if (at % 5 == 0)
                await reader.AskAsync(HttpMethod.Put, $"people/{person.Uin}/block", null, HttpStatusCode.NoContent);
            await PageServer.SayAsync(person, lin, [few[7 % few.Length]]);
        }

        await reader.AskAsync(HttpMethod.Patch, "me", new { settings = new { whoMayAdd = "verify" } });
        foreach (var payload in payloads.Take(20))
        {
            using var asker = await ApiClient.SignInAsync(await page.Server.AddPersonAsync("anyone", Cut(payload, 18)));
            await asker.AskAsync(HttpMethod.Post, "friends", new { uin = lin.Uin, words = payload });
        }

        return friend;
    }

    private static string Cut(string text, int length) => new([.. text.Take(length)]);
}
