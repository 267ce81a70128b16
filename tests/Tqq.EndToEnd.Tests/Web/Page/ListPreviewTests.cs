using System.Net;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>What the list of chats says of each: who had the last word, and what has not gone out.</summary>
[LongRun]
public sealed class ListPreviewTests(PageServer pages) : IClassFixture<PageServer>
{
    private const string Row = ".list .row .preview";

    [Theory]
    [InlineData("en", "You: mine", "You:")]
    [InlineData("zh", "我： mine", "我：")]
    public async Task Own_last_words_are_told_from_those_of_the_other(string language, string shown, string mark)
    {
        var (me, other) = (await pages.Server.AddPersonAsync(), await pages.Server.AddPersonAsync());
        await using var browser = await PageBrowser.OpenAsync(pages.Server);
        await browser.Page.EvaluateFunctionAsync("language => localStorage.setItem('tqq.language', language)", language);
        await browser.Page.ReloadAsync();
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.SayAsync("mine");
        await browser.WaitForAsync(Row, shown);
        await browser.WaitForOneAsync(".meta.ok");

        await PageServer.SayAsync(other, me, ["theirs"]);
        await browser.WaitForAsync(Row, "theirs");
        Assert.DoesNotContain(mark, await browser.ReadAsync(Row), StringComparison.Ordinal);
    }

    [Fact]
    public async Task First_words_that_wait_for_the_network_are_in_the_list_before_the_server_knows_of_them()
    {
        var (me, other) = (await pages.Server.AddPersonAsync(), await pages.Server.AddPersonAsync());
        await using var browser = await PageBrowser.OpenAsync(pages.Server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.WaitForOneAsync("#text");
        await browser.Page.SetOfflineModeAsync(true);
        await browser.WaitForOneAsync(".statusbar.lost");
        await browser.SayAsync("are you there?");
        await browser.WaitForAsync(Row, "Waiting: are you there?");

        await browser.Page.SetOfflineModeAsync(false);
        await browser.WaitForAsync(Row, "You: are you there?");
        Assert.Equal(1, await browser.Page.EvaluateExpressionAsync<int>("document.querySelectorAll('.list .row').length"));
    }

    [Fact]
    public async Task Words_that_failed_are_named_in_the_list_until_they_are_deleted()
    {
        var (me, other) = (await pages.Server.AddPersonAsync(), await pages.Server.AddPersonAsync());
        await using var browser = await PageBrowser.OpenAsync(pages.Server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.SayAsync("went out");
        await browser.WaitForOneAsync(".meta.ok");
        await browser.WaitForAsync(Row, "You: went out");
        await browser.AnswerAsync("/messages", "POST", HttpStatusCode.Conflict, """{"type":"/errors/mailbox-full","detail":"full"}""");
        await browser.SayAsync("did not");
        await browser.WaitForAsync(Row, "Not sent: did not");

        await browser.PressAsync("Delete", ".meta.failed", "Not sent");
        await browser.PressAsync("Delete", "dialog[open]", "It was not sent.");
        await browser.WaitForAsync(Row, "You: went out");
    }
}
