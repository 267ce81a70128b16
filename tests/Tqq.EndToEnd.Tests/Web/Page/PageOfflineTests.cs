using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>What the page does while the network does not.</summary>
public sealed class PageOfflineTests(SharedServer shared)
{
    // A field of the one message that waits, which may be moved first.
    private const string Queue = """
        (field, moved = 0) => new Promise(resolve => {
          const opening = indexedDB.open('tqq');
          opening.onsuccess = () => {
            const store = opening.result.transaction('outbox', 'readwrite').objectStore('outbox');
            store.getAll().onsuccess = event => {
              const [one] = event.target.result;
              if (moved) store.put({ ...one, [field]: one[field] + moved });
              opening.result.close();
              resolve(one?.[field]);
            };
          };
        })
        """;

    private TestServer Server => shared.Server;

    [Fact]
    public async Task What_was_written_without_a_network_goes_out_once_and_what_came_comes_in_once()
    {
        var (me, other) = (await Server.AddPersonAsync(), await Server.AddOnlineAsync());
        await using var browser = await OpenAsync(me, other);
        await browser.SayAsync("before");
        await browser.WaitForAsync(".meta.ok", "On the server");
        await browser.Page.SetOfflineModeAsync(true);
        await browser.WaitForAsync(".lost-banner", "No connection since");

        await browser.SayAsync("first");
        await browser.SayAsync("second");
        await browser.WaitForAsync(".lost-banner", "2 messages wait here and go out by themselves.");
        await browser.WaitForAsync(".meta", "2 waiting for the connection");
        Assert.Equal("0&", await other.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG=meanwhile"));
        await browser.Page.SetOfflineModeAsync(false);

        await browser.WaitForAsync(".back-again", "Connected again. 2 messages went out, 1 came in.");
        Assert.Equal(["before", "meanwhile", "first", "second"], await browser.MessagesAsync());
        Assert.Equal(["before ", "first ", "second "], (await other.FetchAsync()).Select(item => item.Split(' ', 3)[2]));
    }

    [Fact]
    public async Task A_message_that_waits_is_there_again_when_the_page_is_loaded_anew()
    {
        var (me, other) = (await Server.AddPersonAsync(), await Server.AddOnlineAsync());
        await using var browser = await OpenAsync(me, other);
        await browser.HoldAsync("/messages", "POST");
        await browser.SayAsync("kept");
        await browser.WaitForOneAsync(".msg.waiting");

        await browser.Page.ReloadAsync();
        await browser.WaitForAsync(".msg.waiting", "kept");
        Assert.Empty(await other.FetchAsync());
        await browser.LetGoAsync();
        await browser.Page.ReloadAsync();

        await browser.WaitForAsync(".meta.ok", "On the server");
        Assert.Equal(["kept"], await browser.MessagesAsync());
        Assert.Equal([$"9 {me.Uin} kept "], await other.FetchAsync());
    }

    [Fact, LongRun]
    public async Task What_may_have_been_sent_a_day_ago_is_looked_up_and_not_sent_again()
    {
        var (me, other) = (await Server.AddPersonAsync(), await Server.AddOnlineAsync());
        using var program = await ApiClient.SignInAsync(me);
        await using var browser = await OpenAsync(me, other);
        await browser.HoldAsync("/messages", "POST");
        await browser.SayAsync("in doubt");
        await browser.WaitUntilAsync(Queue, "tried");
        var key = await browser.Page.EvaluateFunctionAsync<string>(Queue, "key");
        await program.AskAsync(HttpMethod.Post, $"conversations/{other.Uin}/messages", new { text = "in doubt" }, HttpStatusCode.Created,
            ("Idempotency-Key", key));
        await browser.Page.SetOfflineModeAsync(true);
        await browser.WaitForOneAsync(".lost-banner");
        await browser.Page.EvaluateFunctionAsync(Queue, "tried", -25 * 3_600_000);

        await browser.Page.SetOfflineModeAsync(false);
        await browser.Page.ReloadAsync();
        // Sending it again would come to nothing.
        await browser.WaitUntilNothingWaitsAsync();
        await browser.WaitForAsync(".msg:not(.waiting)", "in doubt");
        Assert.Equal([$"9 {me.Uin} in doubt "], await other.FetchAsync());
    }

    [Fact, LongRun]
    public async Task What_is_refused_is_put_aside_with_the_reason_and_can_be_sent_again_or_deleted()
    {
        var (me, other) = (await Server.AddPersonAsync(), await Server.AddOnlineAsync());
        await using var browser = await OpenAsync(me, other);
        await browser.AnswerAsync("/messages", "POST", HttpStatusCode.Conflict, """{"type":"/errors/mailbox-full","detail":"full"}""");
        await browser.SayAsync("one");
        await browser.WaitForAsync(".meta.failed", "Not sent: The mailbox is full.");
        await browser.LetGoAsync();

        await browser.SayAsync("two");
        await browser.WaitForAsync(".meta.ok", "On the server");
        await browser.Page.ClickAsync(".meta.failed button");
        await browser.WaitForNoneAsync(".msg.failed, .msg.waiting");
        Assert.Equal(["two ", "one "], (await other.FetchAsync()).Select(item => item.Split(' ', 3)[2]));
    }

    [Fact]
    public async Task A_session_that_is_revoked_ends_in_all_tabs_and_what_was_not_sent_waits_for_its_account()
    {
        var (me, other) = (await Server.AddPersonAsync(), await Server.AddOnlineAsync(nick: "Ursula"));
        await using var first = await OpenAsync(me, other);
        await using var second = await first.OpenTabAsync();
        await second.WaitUntilConnectedAsync();
        await first.HoldAsync("/messages", "POST");
        await second.HoldAsync("/messages", "POST");
        await first.SayAsync("not sent");
        await first.WaitForOneAsync(".msg.waiting");
        using var program = await ApiClient.SignInAsync(me);
        var sessions = await program.AskAsync(HttpMethod.Get, "sessions");
        var browser = sessions.GetProperty("sessions").EnumerateArray().Single(one => one.GetProperty("kind").GetString() == "browser");
        await program.AskAsync(HttpMethod.Delete, $"sessions/{browser.GetProperty("id").GetString()}", status: HttpStatusCode.NoContent);

        foreach (var tab in (PageBrowser[])[first, second])
        {
            await tab.WaitForAsync(".left-here", $"One text of {me.Uin} was not sent. It waits here until {me.Uin} signs in again.");
            Assert.DoesNotContain("Ursula", await tab.ReadAsync("body"), StringComparison.Ordinal);
            Assert.DoesNotContain("not sent", (await tab.ReadAsync("body")).Replace("was not sent", "", StringComparison.Ordinal),
                StringComparison.Ordinal);
        }

        await second.SignInAsync(await Server.AddPersonAsync());
        await first.WaitUntilConnectedAsync();
        Assert.Empty(await other.FetchAsync());
    }

    [Fact]
    public async Task A_long_text_arrives_whole_in_pieces_at_a_client_of_HTTP_QQ()
    {
        var text = string.Concat(Enumerable.Range(0, 5000).Select(number => number % 2 == 0 ? '好' : (char)('a' + number % 26)));
        var (me, other) = (await Server.AddPersonAsync(), await Server.AddOnlineAsync());
        await using var browser = await OpenAsync(me, other);
        await browser.Page.FocusAsync("#text");
        await browser.Page.Keyboard.SendCharacterAsync(text);
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync(".meta.ok", "On the server");
        await browser.WaitForAsync(".meta .pieces", "26 pieces, 10000 B");

        other.NamesTarget = true;
        var pieces = (await other.FetchAsync()).Select(item => item.Split(' ', 3)[2].TrimEnd()).ToArray();
        Assert.Equal((26, text), (pieces.Length, string.Concat(pieces)));
        Assert.Equal([text], await browser.MessagesAsync());
    }

    [Fact]
    public async Task Two_browsers_and_a_client_of_HTTP_QQ_see_all_of_one_conversation_once()
    {
        var (me, other) = (await Server.AddPersonAsync(), await Server.AddOnlineAsync());
        await using var here = await OpenAsync(me, other);
        await using var there = await OpenAsync(me, other);
        await here.SayAsync("from here");
        await there.WaitForAsync(".msg", "from here");
        await there.SayAsync("from there");
        await here.WaitForAsync(".msg", "from there");
        Assert.Equal("0&", await other.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG=from 2005"));
        await here.WaitForAsync(".msg", "from 2005");
        await there.WaitForAsync(".msg", "from 2005");

        Assert.Equal(["from here", "from there", "from 2005"], await here.MessagesAsync());
        Assert.Equal(["from here", "from there", "from 2005"], await there.MessagesAsync());
        Assert.Equal([$"9 {me.Uin} from here ", $"9 {me.Uin} from there "], await other.FetchAsync());
    }

    private async Task<PageBrowser> OpenAsync(Person me, Person other)
    {
        var browser = await PageBrowser.OpenAsync(Server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.WaitForOneAsync("#text");
        return browser;
    }
}
