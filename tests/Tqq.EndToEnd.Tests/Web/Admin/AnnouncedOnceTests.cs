using System.Net;
using System.Net.Http.Json;
using Tqq.EndToEnd.Tests.Web.Page;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>
/// No announcement is sent twice: not by a program that tries again, nor by a page whose answer was lost, nor by a double click.
/// </summary>
public sealed class AnnouncedOnceTests : Administration
{
    [Fact]
    public async Task A_program_that_tries_again_with_its_key_makes_no_second_one_also_after_a_restart()
    {
        var first = await AnnounceAsync("a", "tonight", HttpStatusCode.Created);
        Assert.Equal(first, await AnnounceAsync("a", "tonight", HttpStatusCode.Created));
        await RestartAsync();
        Assert.Equal(first, await AnnounceAsync("a", "tonight", HttpStatusCode.Created));
        Assert.StartsWith("/errors/key-reused", await AnnounceAsync("a", "tomorrow", HttpStatusCode.UnprocessableEntity),
            StringComparison.Ordinal);
        Assert.StartsWith("/errors/bad-input", await AnnounceAsync("two words", "tonight", HttpStatusCode.BadRequest),
            StringComparison.Ordinal);
        Assert.NotEqual(first, await AnnounceAsync("b", "tonight", HttpStatusCode.Created));
        Assert.Equal(2, (await Server.GetAsync("announcements")).Each("announcements", "id").Length);
        Assert.Contains(await LinesAsync(), line => line.Contains("announcement.make 1 repeated", StringComparison.Ordinal));
    }

    [Fact, LongRun]
    public async Task A_page_of_which_the_answer_was_lost_says_so_and_sends_it_once()
    {
        await using var browser = await OpenAsync();
        await browser.LoseAnswerAsync();
        await browser.Page.TypeAsync("#text", "tonight");
        await SendAsync(browser);
        await browser.WaitForAsync(".page form .error", "trying again does nothing twice");
        // It stands below already, and whoever looks elsewhere first finds the text again.
        await browser.WaitForAsync(".entry", "tonight");
        await browser.GoAsync("overview");
        await browser.WaitForOneAsync(".tiles");
        await browser.GoAsync("announcement");
        await browser.WaitForOneAsync(".page form #text");
        await SendAsync(browser);
        await browser.WaitUntilAsync("() => document.querySelector('#text').value === ''");
        Assert.Equal(["tonight"], (await Server.GetAsync("announcements")).Each("announcements", "text"));

        await browser.Page.TypeAsync("#text", "tonight");
        await SendAsync(browser);
        await browser.WaitUntilAsync("() => document.querySelector('#text').value === ''");
        Assert.Equal(["tonight", "tonight"], (await Server.GetAsync("announcements")).Each("announcements", "text"));
    }

    [Fact, LongRun]
    public async Task A_double_click_sends_it_once()
    {
        await using var browser = await OpenAsync();
        await browser.Page.TypeAsync("#text", "tonight");
        await browser.PressAsync(".page form .primary");
        await browser.WaitForOneAsync("dialog[open]");
        await browser.Page.EvaluateExpressionAsync("""
            {
              const form = document.querySelector("dialog form");
              form.requestSubmit();
              form.requestSubmit();
            }
            """);
        await browser.WaitUntilAsync("() => document.querySelector('#text').value === ''");
        Assert.Equal(["tonight"], (await Server.GetAsync("announcements")).Each("announcements", "text"));
    }

    private async Task<PageBrowser> OpenAsync()
    {
        var (browser, administrator) = await AdminPage.OpenViewAsync(Server, "announcement");
        await AdminPage.ConfirmAsync(browser, administrator);
        await browser.WaitForOneAsync(".page form #text");
        return browser;
    }

    private static async Task SendAsync(PageBrowser browser)
    {
        await browser.PressAsync(".page form .primary");
        await browser.PressAsync("dialog[open] .solid");
    }

    // The number that it has, or the type of the refusal.
    private async Task<string> AnnounceAsync(string key, string text, HttpStatusCode expected)
    {
        var body = JsonContent.Create(new { text });
        body.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using var answer = await Server.AdminAsync(HttpMethod.Post, "announcements", body);
        Assert.Equal(expected, answer.StatusCode);
        var said = await JsonOf(answer);
        return said.TryGetProperty("id", out _) ? said.Text("id") : said.Text("type");
    }
}
