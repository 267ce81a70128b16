using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>A conversation on a phone, over which a card lies: it is drawn, and nobody sees it.</summary>
[LongRun]
public sealed class OutOfSightTests(PageServer pages) : IClassFixture<PageServer>
{
    // The first message that can be seen.
    private const string First = """
        () => {
          const edge = document.querySelector('#log').getBoundingClientRect().top;
          return [...document.querySelectorAll('.item:has(.msg)')].find(one => one.getBoundingClientRect().bottom > edge).dataset.key;
        }
        """;

    private readonly TestServer _server = pages.Server;

    [Fact]
    public async Task Below_a_card_a_conversation_reads_nothing_and_stays_where_it_was()
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddPersonAsync());
        using var mine = await ApiClient.SignInAsync(me);
        await PageServer.SayAsync(other, me, Enumerable.Range(1, 400).Select(number => $"text {number}"));
        await mine.AskAsync(HttpMethod.Post, $"conversations/{other.Uin}/read", new { }, HttpStatusCode.NoContent);
        await using var browser = await PageBrowser.OpenAsync(_server, 390);
        await browser.SignInAsync(me);
        var pagesRead = 0;
        browser.Page.Request += (_, asked) => pagesRead += asked.Request.Url.Contains("&before=", StringComparison.Ordinal) ? 1 : 0;
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.WaitForAsync(".item:last-child .msg", "text 400");
        await browser.Page.EvaluateExpressionAsync("document.querySelector('#log').scrollTop -= 1500");
        await browser.WaitForOneAsync(".jump.plain");
        await browser.WaitUntilAsync("() => document.querySelector('#log').ariaBusy !== 'true'");
        var (first, before) = (await browser.Page.EvaluateFunctionAsync<string>(First), pagesRead);

        await browser.GoAsync($"chat/{other.Uin}/card");
        await browser.WaitForOneAsync(".side .hero");
        await PageServer.SayAsync(other, me, ["unseen"]);
        await browser.WaitUntilAsync("() => document.title === '(1) Tqq'");
        await browser.GoAsync($"chat/{other.Uin}");

        await browser.WaitForAsync(".jump", "1 new");
        Assert.Equal((first, before), (await browser.Page.EvaluateFunctionAsync<string>(First), pagesRead));
        var now = (await mine.AskAsync(HttpMethod.Get, "conversations")).GetProperty("conversations")[0];
        Assert.Equal(1, now.GetProperty("unread").GetInt32());
        Assert.Empty(await browser.ComplaintsAsync());
    }
}
