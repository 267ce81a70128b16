using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>What the page says where a search was refused or nothing answers, and that it can be tried again.</summary>
public sealed class SearchTroubleTests(PageServer pages) : IClassFixture<PageServer>
{
    private readonly TestServer _server = pages.Server;

    [Fact, LongRun]
    public async Task A_search_that_was_refused_found_nothing_out_and_is_tried_again_by_hand()
    {
        await using var browser = await OpenAsync("hidden behind the mirror");
        await browser.AnswerAsync("/api/v1/messages", "GET", HttpStatusCode.TooManyRequests,
            """{"type":"/errors/too-fast","detail":"x"}""");
        await SearchAsync(browser, "mirror");
        await browser.WaitForAsync(".column .error", "The messages were not searched. Too many tries. Wait a little.");
        Assert.DoesNotContain("Nothing found", await browser.ReadAsync(".list"), StringComparison.Ordinal);

        await browser.LetGoAsync();
        await browser.Page.ClickAsync(".column .error button");
        await browser.WaitForAsync(".list mark", "mirror");
        await browser.WaitForNoneAsync(".error");
    }

    [Fact, LongRun]
    public async Task A_search_is_tried_again_by_itself_when_the_server_allows_it()
    {
        await using var browser = await OpenAsync("hidden behind the mirror");
        await browser.RefuseAsync("/api/v1/messages", "GET", retryAfter: "1");
        await SearchAsync(browser, "mirror");
        await browser.WaitForAsync(".column .error", "It is tried again by itself.");

        await browser.LetGoAsync();
        await browser.WaitForAsync(".list mark", "mirror");
    }

    [Fact]
    public async Task A_search_without_a_network_says_so_and_goes_on_when_there_is_one()
    {
        await using var browser = await OpenAsync("hidden behind the mirror");
        await browser.Page.SetOfflineModeAsync(true);
        await browser.WaitForOneAsync(".statusbar.lost");
        await SearchAsync(browser, "mirror");
        await browser.WaitForAsync(".column .error", "The messages were not searched. The server does not answer.");

        await browser.Page.SetOfflineModeAsync(false);
        await browser.WaitForAsync(".list mark", "mirror");
    }

    [Fact, LongRun]
    public async Task Whoever_reads_Chinese_is_told_in_Chinese()
    {
        await using var browser = await OpenAsync("镜子后面");
        await browser.Page.EvaluateExpressionAsync("localStorage.setItem('tqq.language', 'zh')");
        await browser.Page.ReloadAsync();
        await browser.WaitUntilConnectedAsync();
        await browser.RefuseAsync("/api/v1/messages", "GET");
        await SearchAsync(browser, "镜子");
        await browser.WaitForAsync(".column .error", "没有搜索消息。服务器暂时无法写入，请稍后再试。");
        await browser.WaitForAsync(".column .error button", "再试一次");
    }

    private static async Task SearchAsync(PageBrowser browser, string words)
    {
        await browser.WaitForOneAsync(".list .row");
        await browser.Page.TypeAsync("#search", words);
    }

    private async Task<PageBrowser> OpenAsync(string text)
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddPersonAsync());
        await PageServer.SayAsync(other, me, [text]);
        var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.WaitForOneAsync(".list .row");
        return browser;
    }
}
