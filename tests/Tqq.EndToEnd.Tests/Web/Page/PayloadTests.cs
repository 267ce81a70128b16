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
    private static readonly string[] s_views =
    [
        "", "requests", "add", "me", "settings", "settings/blocked", "settings/sessions", "settings/tokens", "settings/app-passwords",
    ];

    [Fact]
    public async Task Nothing_that_others_write_is_more_than_text_on_any_view()
    {
        var payloads = Payloads.All;
        var lin = await page.Server.AddPersonAsync("anyone");
        using var reader = await ApiClient.SignInAsync(lin);
        await SayThemAllAsync(lin, payloads);
        var friend = await MeetThemAllAsync(lin, reader, payloads);
        await NameThingsAsync(lin, reader, payloads);
        await using var browser = await PageBrowser.OpenAsync(page.Server);
        await Payloads.WatchAsync(browser);
        await browser.SignInAsync(lin);
        foreach (var view in s_views.Append($"chat/{friend}").Append($"chat/{friend}/card"))
        {
            await browser.GoAsync(view);
            await browser.WaitForOneAsync("#main, .list");
            await Payloads.LookThroughAsync(browser, view);
        }

        await browser.GoAsync($"chat/{friend}");
        await browser.WaitForOneAsync(".talk .msg");
        await browser.Page.TypeAsync(".search input", "alert");
        await browser.WaitForAsync(".list .row", "alert");
        await Payloads.LookThroughAsync(browser, "search");
        Assert.Empty(await browser.ComplaintsAsync());
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
            var nick = Payloads.Cut(few[0], 18);
            var person = await page.Server.AddPersonAsync(at % 3 == 0 ? "verify" : "anyone", nick);
            using var other = await ApiClient.SignInAsync(person);
            await other.AskAsync(HttpMethod.Patch, "me", new
            {
                profile = new
                {
                    introduction = few[1 % few.Length], homePage = few[2 % few.Length],
                    city = Payloads.Cut(few[3 % few.Length], 30), school = Payloads.Cut(few[4 % few.Length], 30),
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
            using var asker = await ApiClient.SignInAsync(await page.Server.AddPersonAsync("anyone", Payloads.Cut(payload, 18)));
            await asker.AskAsync(HttpMethod.Post, "friends", new { uin = lin.Uin, words = payload });
        }

        return friend;
    }

    // What one names oneself: whoever writes such a name may be another who knows the password.
    private async Task NameThingsAsync(Person lin, ApiClient reader, string[] payloads)
    {
        foreach (var (at, payload) in payloads.Index().Where(one => one.Index % 20 == 3))
        {
            await reader.AskAsync(HttpMethod.Post, "tokens", new { name = payload, rights = "send" }, HttpStatusCode.Created);
            await reader.AskAsync(HttpMethod.Post, "me/app-passwords", new { name = Payloads.Cut(payloads[at + 1], 32) },
                HttpStatusCode.Created);
            using var other = new ApiClient(page.Server, lin.From);
            await other.AskAsync(HttpMethod.Post, "session",
                new { uin = lin.Uin, password = lin.Password, token = true, device = payloads[at + 2] }, HttpStatusCode.Created);
        }
    }
}
