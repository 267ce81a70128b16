using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>Adding on the page: its three outcomes, and the three answers to a request.</summary>
[LongRun]
public sealed class AddingTests(PageServer pages) : IClassFixture<PageServer>
{
    private readonly TestServer _server = pages.Server;

    [Theory]
    [InlineData("anyone", ".outcome.ok", "Added. You are on each other's list.")]
    [InlineData("verify", "form label", "Wants to know who asks. Your words:")]
    [InlineData("nobody", ".outcome.no", "Lets nobody add them. You can still write to them.")]
    public async Task What_comes_of_it_is_said_at_the_person(string whoMayAdd, string place, string words)
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddPersonAsync(whoMayAdd, "Bao"));
        await using var browser = await OpenAsync(me, "add");
        await browser.WaitForOneAsync("#who");
        await browser.Page.TypeAsync("#who", $"{other.Uin}");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.PressAsync("Add", ".person", "Bao");
        await browser.WaitForAsync($".person {place}", words);
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task Who_accepts_and_replies_has_written_the_first_message()
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddOnlineAsync(nick: "Bao"));
        using var asker = await ApiClient.SignInAsync(other);
        await using var browser = await OpenAsync(me, "requests");
        await asker.AskAsync(HttpMethod.Post, "friends", new { uin = me.Uin, words = "It is Bao" });
        await browser.WaitForAsync(".person .words", "It is Bao");
        await browser.PressAsync("Accept and reply", ".person", "Bao");
        await browser.WaitForOneAsync(".person textarea");
        await browser.Page.TypeAsync(".person textarea", "hello Bao");
        await browser.PressAsync("Accept and send", ".person", "Bao");
        await browser.WaitForAsync(".meta.ok", "On the server");
        // Beside that a friend is seen to come.
        Assert.Equal([$"3 {me.Uin} ", $"9 {me.Uin} hello Bao "],
            (await other.FetchAsync()).Where(item => !item.StartsWith("99 ", StringComparison.Ordinal)));
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task Who_refuses_says_why_also_where_the_server_takes_it_only_the_second_time()
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddPersonAsync(nick: "Bao"));
        using var asker = await ApiClient.SignInAsync(other);
        await asker.AskAsync(HttpMethod.Post, "friends", new { uin = me.Uin, words = "It is Bao" });
        await using var browser = await OpenAsync(me, "requests");
        await browser.PressAsync("Refuse", ".person", "Bao");
        await browser.WaitForOneAsync(".person input[name=reason]");
        await browser.Page.TypeAsync(".person input[name=reason]", "not this month");
        await browser.RefuseAsync($"/requests/in/{other.Uin}/refuse", "POST");
        await browser.Page.FocusAsync(".person input[name=reason]");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync(".person .error", "Try again");
        await browser.LetGoAsync();
        await browser.PressAsync("Try again", ".person", "Bao");
        await browser.WaitForAsync(".page", "Nobody waits for an answer.");
        await browser.WaitForAsync(".list .row .preview", "Has asked to be a friend");
        await browser.WaitForNoneAsync(".list .badge");
        var answered = (await asker.AskAsync(HttpMethod.Get, "requests/out")).GetProperty("requests")[0];
        Assert.Equal(("refused", "not this month"),
            (answered.GetProperty("state").GetString(), answered.GetProperty("reason").GetString()));
        Assert.Empty(await browser.ComplaintsAsync("503 (Service Unavailable)"));
    }

    [Theory]
    [InlineData("777777", "No account is found by this number", "Ask your friend whether it is right")]
    [InlineData("12", "No account has this number", "Numbers have 5 to 10 digits.")]
    [InlineData("nobody of that name", "Nobody by that name", "By nickname only those are found who allow it.")]
    public async Task Whoever_is_not_found_is_told_of_by_what_was_looked_for_and_no_more_after_an_empty_search(
        string who, string title, string hint)
    {
        await using var browser = await OpenAsync(await _server.AddPersonAsync(), "add");
        await browser.WaitForOneAsync("#who");
        await browser.Page.TypeAsync("#who", who);
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync(".page .empty h2", title);
        await browser.WaitForAsync(".page .empty p", hint);

        await browser.Page.EvaluateExpressionAsync("document.querySelector('#who').value = ''");
        await browser.PressAsync(".who-line button");
        await browser.WaitForNoneAsync(".page .empty");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task Who_accepts_goes_on_from_there_to_the_chat_and_nothing_is_left_unread()
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddPersonAsync(nick: "Bao"));
        using var asker = await ApiClient.SignInAsync(other);
        await using var browser = await OpenAsync(me, "requests");
        await asker.AskAsync(HttpMethod.Post, "friends", new { uin = me.Uin, words = "It is Bao" });
        await browser.PressAsync("Accept", ".person", "Bao");
        await browser.WaitForAsync(".person .outcome", "Added. You are on each other's list.");
        await browser.WaitForAsync(".list .row .preview", "Is a friend now");
        await browser.WaitForNoneAsync(".list .badge");
        await browser.WaitUntilAsync("() => document.activeElement.matches('.person .do a')");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForOneAsync("#text");

        // The server knows, too.
        await browser.WaitUntilAsync("() => fetch('/api/v1/conversations').then(answer => answer.json())"
            + ".then(list => list.conversations[0].unread === 0)");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    private async Task<PageBrowser> OpenAsync(Person person, string view)
    {
        var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(person);
        await browser.GoAsync(view);
        return browser;
    }
}
